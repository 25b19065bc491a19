"""The relations to another user that a viewer switches on and off."""

from accounts.selectors import get_visible_user
from core.web.toggles import Toggle
from social.selectors import get_known_user
from social.services import (
    add_close_friend,
    block_user,
    follow_user,
    mute_user,
    remove_close_friend,
    unblock_user,
    unfollow_user,
    unmute_user,
)

FOLLOW = Toggle(
    get=get_visible_user, on=follow_user, off=unfollow_user, target="following", actor="follower"
)
MUTE = Toggle(get=get_visible_user, on=mute_user, off=unmute_user, target="muted", actor="muter")
CLOSE_FRIEND = Toggle(
    get=get_visible_user,
    on=add_close_friend,
    off=remove_close_friend,
    target="friend",
    actor="owner",
)
BLOCK = Toggle(
    get=get_known_user, on=block_user, off=unblock_user, target="blocked", actor="blocker"
)
