"""The ways in which a viewer may stand to somebody, by name."""

from accounts.models import User
from social.models import FollowRequest
from social.services import (
    accept_request,
    block_user,
    follow_user,
    mute_user,
    set_private,
)

STRANGERS = ["anonymous", "stranger", "requested"]
FOLLOWERS = ["follower", "muting"]
APART = ["blocked", "blocking"]
KINDS = ["author", *FOLLOWERS, *STRANGERS, *APART]


def relate(kind: str, viewer: User, author: User, *, private: bool) -> User | None:
    """Who asks: the author, nobody, or `viewer`, brought into the relation by the services."""
    if kind in {*FOLLOWERS, *APART}:
        follow(viewer, author)
        follow(author, viewer)
    if kind == "requested":
        # Left over on a public account, until the worker comes to it.
        FollowRequest.objects.create(follower=viewer, following=author)
    if kind == "muting":
        mute_user(muter=viewer, muted=author)
    if kind == "blocked":
        block_user(blocker=author, blocked=viewer)
    if kind == "blocking":
        block_user(blocker=viewer, blocked=author)
    set_private(user=author, is_private=private)
    return {"author": author, "anonymous": None}.get(kind, viewer)


def follow(follower: User, following: User) -> None:
    """Follow, and be let in where that takes a word."""
    follow_user(follower=follower, following=following)
    accept_request(follower=follower, following=following)


def may_see(kind: str, *, private: bool) -> bool:
    """The reference: who sees the posts of an account."""
    return kind == "author" or kind in FOLLOWERS or (kind in STRANGERS and not private)


def may_meet(kind: str) -> bool:
    """The reference: who finds the profile."""
    return kind != "blocked"
