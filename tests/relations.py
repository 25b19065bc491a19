"""The relations of a viewer to an author, by name."""

from accounts.models import User
from social.models import FollowRequest
from social.services import (
    accept_request,
    add_close_friend,
    block_user,
    follow_user,
    mute_user,
    set_private,
)

STRANGERS = ["anonymous", "stranger", "requested"]
FOLLOWERS = ["follower", "muting"]
BLOCK_KINDS = ["blocked", "blocking"]
# Without close friends: for rules that treat them like other followers.
KINDS = ["author", *FOLLOWERS, *STRANGERS, *BLOCK_KINDS]
FRIENDS = ["close_friend", "unfollowing_friend"]
# A moderator is a stranger here; the admin has its own access rules.
ALL_KINDS = [*KINDS, *FRIENDS, "moderator"]


def relate(kind: str, viewer: User, author: User, *, private: bool) -> User | None:
    """The viewer of that kind: the author, None, or `viewer`, related by the services."""
    if kind in {*FOLLOWERS, *BLOCK_KINDS, "close_friend"}:
        follow(viewer, author)
        follow(author, viewer)
    if kind == "requested":
        # Left over on a public account, until the worker comes to it.
        FollowRequest.objects.create(follower=viewer, following=author)
    if kind == "moderator":
        User.objects.filter(pk=viewer.pk).update(is_staff=True)
    if kind == "muting":
        mute_user(muter=viewer, muted=author)
    if kind in FRIENDS:
        add_close_friend(owner=author, friend=viewer)
    if kind == "blocked":
        block_user(blocker=author, blocked=viewer)
    if kind == "blocking":
        block_user(blocker=viewer, blocked=author)
    set_private(user=author, is_private=private)
    return {"author": author, "anonymous": None}.get(kind, viewer)


def follow(follower: User, following: User) -> None:
    """Follow, and accept the request where the account is private."""
    follow_user(follower=follower, following=following)
    accept_request(follower=follower, following=following)


def may_see(kind: str, *, private: bool) -> bool:
    """The reference: who sees the public posts of an account."""
    follows = kind in FOLLOWERS or kind == "close_friend"
    return kind == "author" or follows or (kind not in BLOCK_KINDS and not private)


def may_find_profile(kind: str) -> bool:
    """The reference: who finds the profile."""
    return kind != "blocked"
