"""Every change to the graph."""

from social.services.blocks import SelfBlockError, block_user, unblock_user
from social.services.follows import (
    FollowState,
    SelfFollowError,
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
    "SelfFollowError",
    "SelfMuteError",
    "accept_request",
    "block_user",
    "decline_request",
    "follow_user",
    "mute_user",
    "remove_follower",
    "set_private",
    "unblock_user",
    "unfollow_user",
    "unmute_user",
]
