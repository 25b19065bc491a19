"""Every change to the graph."""

from social.services.blocks import SelfBlockError, block_user, unblock_user
from social.services.celebrities import stop_pushing
from social.services.close_friends import (
    SelfCloseFriendError,
    add_close_friend,
    remove_close_friend,
)
from social.services.follows import (
    FollowState,
    SelfFollowError,
    TooManyFolloweesError,
    accept_request,
    decline_request,
    follow_user,
    remove_follower,
    unfollow_user,
)
from social.services.mutes import SelfMuteError, mute_user, unmute_user
from social.services.privacy import set_private

__all__ = [
    "FollowState",
    "SelfBlockError",
    "SelfCloseFriendError",
    "SelfFollowError",
    "SelfMuteError",
    "TooManyFolloweesError",
    "accept_request",
    "add_close_friend",
    "block_user",
    "decline_request",
    "follow_user",
    "mute_user",
    "remove_close_friend",
    "remove_follower",
    "set_private",
    "stop_pushing",
    "unblock_user",
    "unfollow_user",
    "unmute_user",
]
