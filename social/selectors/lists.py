"""Lists of people, those who came last first. Whoever the viewer may not meet is not in them."""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from accounts.models import User
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate_dated
from core.realtime import Hint
from social.models import Block, Follow, FollowRequest, Mute

Viewer = User | AnonymousUser
Row = TypeVar("Row", bound=Model)


def followers_page(
    *, viewer: Viewer, person: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Who follows `person`; whether the viewer may know is `get_open_person`'s to say."""
    rows = Follow.objects.filter(following=person, follower__in=User.objects.visible_to(viewer))
    return _people(rows, "follower", cursor, limit)


def following_page(
    *, viewer: Viewer, person: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Whom `person` follows; see `followers_page`."""
    rows = Follow.objects.filter(follower=person, following__in=User.objects.visible_to(viewer))
    return _people(rows, "following", cursor, limit)


def requests_page(
    *, viewer: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Who waits to follow `viewer`."""
    return _people(_requests(viewer), "follower", cursor, limit)


def blocked_page(
    *, viewer: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Whom `viewer` blocks."""
    rows = Block.objects.filter(blocker=viewer, blocked__in=User.objects.known_to(viewer))
    return _people(rows, "blocked", cursor, limit)


def muted_page(
    *, viewer: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[User]:
    """Whom `viewer` mutes."""
    rows = Mute.objects.filter(muter=viewer, muted__in=User.objects.visible_to(viewer))
    return _people(rows, "muted", cursor, limit)


def requests_count(*, viewer: User) -> int:
    """How many wait to follow `viewer`."""
    return _requests(viewer).count()


def describe_requests(viewer: User, hint: Hint) -> Hint | None:
    """Fills `follow_requests.changed` for its one viewer."""
    return {"type": "follow_requests.changed", "count": requests_count(viewer=viewer)}


def _requests(viewer: User) -> QuerySet[FollowRequest]:
    return FollowRequest.objects.filter(
        following=viewer, follower__in=User.objects.visible_to(viewer)
    )


def _people(rows: QuerySet[Row, Row], person: str, cursor: Cursor | None, limit: int) -> Page[User]:
    """The one of the two people in each row whom the list is about; one query."""
    rows = rows.select_related(person)
    page = paginate_dated(rows, by=f"{person}_id", cursor=cursor, limit=limit)
    return page.map(lambda found: [getattr(row, person) for row in found])
