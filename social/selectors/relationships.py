"""How a viewer stands to other people."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import ForbiddenError, NotFoundError


class PrivateAccountError(ForbiddenError):
    code = "private_account"
    detail = _("This account is private. Only people it has accepted see its photographs.")


@dataclass(frozen=True)
class Relationship:
    """How a viewer and another person stand to each other."""

    following: bool = False
    requested: bool = False
    followed_by: bool = False
    blocking: bool = False
    # Posts, stories or both.
    muting: bool = False
    muting_posts: bool = False
    muting_stories: bool = False
    # Whether the other person is one of the viewer's; the viewer never learns the reverse.
    close_friend: bool = False


@dataclass(frozen=True)
class Profile:
    """A person as the viewer meets them; their posts and lists are to be read if `is_open`.

    `relationship` is None for oneself and the anonymous.
    """

    person: User
    relationship: Relationship | None
    is_open: bool


def get_profile(*, viewer: User | AnonymousUser, username: str) -> Profile:
    """The profile of a username in any case, also of somebody whom the viewer blocks; one query.

    Raises NotFoundError.
    """
    is_open = Exists(User.objects.open_to(viewer).filter(pk=OuterRef("pk")))
    people = User.objects.known_to(viewer).named(username).annotate(viewer_is_let_in=is_open)
    person = people.annotate(**_ties(viewer)).first()
    if person is None:
        raise NotFoundError
    return Profile(person, _relationship(viewer, person), person.viewer_is_let_in)


def get_accessible_user(*, viewer: User | AnonymousUser, username: str) -> User:
    """Somebody whose posts and lists `viewer` may read.

    Raises NotFoundError, and PrivateAccountError for somebody who shows them to followers only.
    """
    profile = get_profile(viewer=viewer, username=username)
    if profile.is_open:
        return profile.person
    if profile.relationship and profile.relationship.blocking:
        raise NotFoundError
    raise PrivateAccountError


def relationships(
    *, viewer: User | AnonymousUser, people: Iterable[User]
) -> dict[UUID, Relationship | None]:
    """By the ids of `people`, None for oneself and for the anonymous; one query."""
    ids = [person.pk for person in people]
    rows = User.objects.filter(pk__in=ids).annotate(**_ties(viewer)).only("pk")
    return {row.pk: _relationship(viewer, row) for row in rows}


def relationship(*, viewer: User | AnonymousUser, other: User) -> Relationship | None:
    """None for the anonymous and for oneself; one query."""
    return relationships(viewer=viewer, people=[other]).get(other.pk)


def _ties(viewer: User | AnonymousUser) -> dict[str, Exists]:
    """A column for each field of Relationship, for a query of people."""
    if not viewer.is_authenticated:
        return {}
    person = OuterRef("pk")
    return {
        "viewer_following": Exists(viewer.follows.filter(following=person)),
        "viewer_requested": Exists(viewer.requests.filter(following=person)),
        "viewer_followed_by": Exists(viewer.followed_by.filter(follower=person)),
        "viewer_blocking": Exists(viewer.blocks.filter(blocked=person)),
        "viewer_muting": Exists(viewer.mutes.filter(muted=person)),
        "viewer_muting_posts": Exists(viewer.mutes.filter(muted=person, posts=True)),
        "viewer_muting_stories": Exists(viewer.mutes.filter(muted=person, stories=True)),
        "viewer_close_friend": Exists(viewer.close_friends.filter(friend=person)),
    }


def _relationship(viewer: User | AnonymousUser, row: User) -> Relationship | None:
    if not viewer.is_authenticated or viewer.pk == row.pk:
        return None
    names = [field.name for field in fields(Relationship)]
    return Relationship(**{name: getattr(row, f"viewer_{name}") for name in names})
