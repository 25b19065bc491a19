"""The relations between a viewer and other users."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validation.usernames import is_username, normalise
from core.db.compiled import columns_of, compile_sql, compiled, prepared_cursor, read_model
from core.db.conditions import HasRow
from core.errors import ForbiddenError, NotFoundError


class PrivateAccountError(ForbiddenError):
    code = "private_account"
    detail = _("This account is private. Follow it to see its photos.")


@dataclass(frozen=True)
class Relationship:
    """The relations between a viewer and another user."""

    following: bool = False
    requested: bool = False
    followed_by: bool = False
    blocking: bool = False
    # Posts, stories or both.
    muting: bool = False
    muting_posts: bool = False
    muting_stories: bool = False
    # Whether the other user is one of the viewer's; the viewer never learns the reverse.
    close_friend: bool = False


@dataclass(frozen=True)
class Profile:
    """A user as the viewer sees them; their posts and lists are accessible if `is_open`.

    `relationship` is None for the viewer's own profile and for the anonymous.
    """

    user: User
    relationship: Relationship | None
    is_open: bool


def get_profile(*, viewer: User | AnonymousUser, username: str) -> Profile:
    """The profile of a username in any case, also of a user the viewer blocks; one query.

    Raises NotFoundError.
    """
    with prepared_cursor() as cursor:
        cursor.execute(profile_sql(viewer.is_anonymous), profile_params(viewer, username))
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError
    return read_profile(viewer, row)


def profile_params(viewer: User | AnonymousUser, username: str) -> dict[str, UUID | str | None]:
    """For `profile_sql`. Raises NotFoundError for a username that no one can have."""
    normalised = normalise(username)
    if not is_username(normalised):
        raise NotFoundError
    return {"viewer": viewer.pk, "username": normalised}


@compiled
def profile_sql(is_anonymous: bool) -> str:
    """SQL: the row of `read_profile`, with the columns of users under their own names."""
    viewer, username = AnonymousUser() if is_anonymous else User(pk=uuid4()), "stand.in"
    is_open = Exists(User.objects.open_to(viewer).filter(pk=OuterRef("pk")))
    users = User.objects.known_to(viewer).named(username).annotate(is_open_to_viewer=is_open)
    relations = _relation_columns(viewer)
    rows = users.annotate(**relations).values_list(
        *columns_of(User), "is_open_to_viewer", *relations
    )
    return compile_sql(rows, {viewer.pk: "%(viewer)s", username: "%(username)s"})


def read_profile(viewer: User | AnonymousUser, row: Sequence[Any]) -> Profile:
    """From the columns of `profile_sql`; others may follow."""
    size = len(columns_of(User))
    user = read_model(User, row[:size])
    is_known = viewer.is_authenticated and viewer.pk != user.pk
    values = row[size + 1 : profile_size(viewer.is_anonymous)]
    return Profile(user, Relationship(*values) if is_known else None, row[size])


def profile_size(is_anonymous: bool) -> int:
    """How many columns `profile_sql` has."""
    return len(columns_of(User)) + 1 + (0 if is_anonymous else len(fields(Relationship)))


def get_known_user(*, viewer: User | AnonymousUser, username: str) -> User:
    """A user who has not blocked `viewer`; the viewer may have blocked them.

    Raises NotFoundError.
    """
    user: User | None = User.objects.known_to(viewer).named(username).first()
    if user is None:
        raise NotFoundError
    return user


def get_accessible_user(*, viewer: User | AnonymousUser, username: str) -> User:
    """A user whose posts and lists `viewer` may read.

    Raises NotFoundError, and PrivateAccountError for a private account the viewer does not follow.
    """
    profile = get_profile(viewer=viewer, username=username)
    if profile.is_open:
        return profile.user
    if profile.relationship and profile.relationship.blocking:
        raise NotFoundError
    raise PrivateAccountError


def relationships(
    *, viewer: User | AnonymousUser, users: Iterable[User]
) -> dict[UUID, Relationship | None]:
    """By user id; None for the viewer themselves and for the anonymous. One query."""
    ids = [user.pk for user in users]
    rows = User.objects.filter(pk__in=ids).annotate(**_relation_columns(viewer)).only("pk")
    return {row.pk: _relationship(viewer, row) for row in rows}


def relationship(*, viewer: User | AnonymousUser, other: User) -> Relationship | None:
    """None for the anonymous and for the viewer themselves; one query."""
    return relationships(viewer=viewer, users=[other]).get(other.pk)


def _relation_columns(viewer: User | AnonymousUser) -> dict[str, HasRow]:
    """A column for each field of Relationship, for a query of users."""
    if not viewer.is_authenticated:
        return {}
    me, user = viewer.pk, F("pk")
    muting = partial(HasRow, "social.Mute", muter=me, muted=user)
    return {
        "viewer_following": HasRow("social.Follow", follower=me, following=user),
        "viewer_requested": HasRow("social.FollowRequest", follower=me, following=user),
        "viewer_followed_by": HasRow("social.Follow", follower=user, following=me),
        "viewer_blocking": HasRow("social.Block", blocker=me, blocked=user),
        "viewer_muting": muting(),
        "viewer_muting_posts": muting(posts=True),
        "viewer_muting_stories": muting(stories=True),
        "viewer_close_friend": HasRow("social.CloseFriend", owner=me, friend=user),
    }


def _relationship(viewer: User | AnonymousUser, row: User) -> Relationship | None:
    if not viewer.is_authenticated or viewer.pk == row.pk:
        return None
    names = [field.name for field in fields(Relationship)]
    return Relationship(**{name: getattr(row, f"viewer_{name}") for name in names})
