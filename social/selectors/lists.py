"""Lists of users, last added first, without those whom the viewer may not see.

`q` searches them by name, see `UserQuerySet.matching`.
"""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from accounts.models import User
from core.live.events import LiveEvent
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate, paginate_dated
from social.models import Block, CloseFriend, Follow, FollowRequest, Mute

Viewer = User | AnonymousUser
Row = TypeVar("Row", bound=Model)


def followers_page(
    *,
    viewer: Viewer,
    user: User,
    q: str = "",
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[User]:
    """The followers of `user`, which comes from `get_accessible_user`."""
    users = User.objects.visible_to(viewer).matching(q)
    rows = Follow.objects.filter(following=user, follower__in=users)
    return _users(rows, "follower", cursor, limit)


def following_page(
    *,
    viewer: Viewer,
    user: User,
    q: str = "",
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[User]:
    """The users that `user` follows; see `followers_page`."""
    users = User.objects.visible_to(viewer).matching(q)
    rows = Follow.objects.filter(follower=user, following__in=users)
    return _users(rows, "following", cursor, limit)


def requests_page(
    *, viewer: User, q: str = "", cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Users with a request to follow `viewer`."""
    return _users(_requests(viewer, q), "follower", cursor, limit)


def blocked_page(
    *, viewer: User, q: str = "", cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Users blocked by `viewer`."""
    users = User.objects.known_to(viewer).matching(q)
    rows = Block.objects.filter(blocker=viewer, blocked__in=users)
    return _users(rows, "blocked", cursor, limit)


def muted_page(
    *, viewer: User, q: str = "", cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Users whose posts, stories or both `viewer` mutes."""
    users = User.objects.visible_to(viewer).matching(q)
    rows = Mute.objects.filter(muter=viewer, muted__in=users)
    return _users(rows, "muted", cursor, limit)


def close_friends_page(
    *, viewer: User, q: str = "", cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """The close friends of `viewer`."""
    users = User.objects.visible_to(viewer).matching(q)
    rows = CloseFriend.objects.filter(owner=viewer, friend__in=users)
    return _users(rows, "friend", cursor, limit)


def acquaintances_page(*, viewer: User, q: str, cursor: Cursor | None = None) -> Page[User]:
    """Followers, followees and close friends of `viewer`: who can become a close friend.

    Newest account first, since a user is in several of these lists at different places.
    """
    known = viewer.follows.values_list("following").union(
        viewer.followed_by.values_list("follower"), viewer.close_friends.values_list("friend")
    )
    users = User.objects.visible_to(viewer).matching(q).filter(pk__in=known)
    return paginate(users, cursor=cursor)


def requests_count(*, viewer: User, most: int | None = None) -> int:
    """The number of requests to follow `viewer`, counted up to `most`."""
    return _requests(viewer)[:most].count()


def serialize_follow_requests(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """Fills `follow_requests.changed` for its one viewer."""
    return {"type": "follow_requests.changed", "count": requests_count(viewer=viewer)}


def _requests(viewer: User, q: str = "") -> QuerySet[FollowRequest]:
    users = User.objects.visible_to(viewer).matching(q)
    return FollowRequest.objects.filter(following=viewer, follower__in=users)


def _users(rows: QuerySet[Row, Row], field: str, cursor: Cursor | None, limit: int) -> Page[User]:
    """The users in `field` of each row; one query."""
    rows = rows.select_related(field)
    page = paginate_dated(rows, by=f"{field}_id", cursor=cursor, limit=limit)
    return page.map(lambda found: [getattr(row, field) for row in found])
