"""Lists of people, those who came last first. Whoever the viewer may not meet is not in them.

`q` leaves those whose names begin so; see `UserQuerySet.matching`.
"""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from accounts.models import User
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate, paginate_dated
from core.realtime import LiveEvent
from social.models import Block, CloseFriend, Follow, FollowRequest, Mute

Viewer = User | AnonymousUser
Row = TypeVar("Row", bound=Model)


def followers_page(
    *,
    viewer: Viewer,
    person: User,
    q: str = "",
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[User]:
    """Who follows `person`; whether the viewer may know is `get_accessible_user`'s to say."""
    people = User.objects.visible_to(viewer).matching(q)
    rows = Follow.objects.filter(following=person, follower__in=people)
    return _people(rows, "follower", cursor, limit)


def following_page(
    *,
    viewer: Viewer,
    person: User,
    q: str = "",
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[User]:
    """Whom `person` follows; see `followers_page`."""
    people = User.objects.visible_to(viewer).matching(q)
    rows = Follow.objects.filter(follower=person, following__in=people)
    return _people(rows, "following", cursor, limit)


def requests_page(
    *, viewer: User, q: str = "", cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Who waits to follow `viewer`."""
    return _people(_requests(viewer, q), "follower", cursor, limit)


def blocked_page(
    *, viewer: User, q: str = "", cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Whom `viewer` blocks."""
    people = User.objects.known_to(viewer).matching(q)
    rows = Block.objects.filter(blocker=viewer, blocked__in=people)
    return _people(rows, "blocked", cursor, limit)


def muted_page(
    *, viewer: User, q: str = "", cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Whom `viewer` mutes: posts, stories or both."""
    people = User.objects.visible_to(viewer).matching(q)
    rows = Mute.objects.filter(muter=viewer, muted__in=people)
    return _people(rows, "muted", cursor, limit)


def close_friends_page(
    *, viewer: User, q: str = "", cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Who sees what `viewer` shows to close friends only."""
    people = User.objects.visible_to(viewer).matching(q)
    rows = CloseFriend.objects.filter(owner=viewer, friend__in=people)
    return _people(rows, "friend", cursor, limit)


def acquaintances_page(*, viewer: User, q: str, cursor: Cursor | None = None) -> Page[User]:
    """Whom `viewer` follows, is followed by or is close to: those who may become close friends.

    The newest accounts first, for a person stands in several of these lists at different places.
    """
    known = viewer.follows.values_list("following").union(
        viewer.followed_by.values_list("follower"), viewer.close_friends.values_list("friend")
    )
    people = User.objects.visible_to(viewer).matching(q).filter(pk__in=known)
    return paginate(people, cursor=cursor)


def requests_count(*, viewer: User) -> int:
    """How many wait to follow `viewer`."""
    return _requests(viewer).count()


def serialize_follow_requests(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """Fills `follow_requests.changed` for its one viewer."""
    return {"type": "follow_requests.changed", "count": requests_count(viewer=viewer)}


def _requests(viewer: User, q: str = "") -> QuerySet[FollowRequest]:
    people = User.objects.visible_to(viewer).matching(q)
    return FollowRequest.objects.filter(following=viewer, follower__in=people)


def _people(rows: QuerySet[Row, Row], person: str, cursor: Cursor | None, limit: int) -> Page[User]:
    """The one of the two people in each row whom the list is about; one query."""
    rows = rows.select_related(person)
    page = paginate_dated(rows, by=f"{person}_id", cursor=cursor, limit=limit)
    return page.map(lambda found: [getattr(row, person) for row in found])
