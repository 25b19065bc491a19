"""Reading the graph."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from accounts.models import User
from social.models import Follow


@dataclass(frozen=True)
class Relationship:
    """How a viewer and another person stand to each other."""

    following: bool = False
    followed_by: bool = False


def relationship(*, viewer: User | AnonymousUser, other: User) -> Relationship | None:
    """None for the anonymous and for oneself; one query."""
    if not viewer.is_authenticated or viewer.pk == other.pk:
        return None
    rows = Follow.objects.filter(
        Q(follower=viewer, following=other) | Q(follower=other, following=viewer)
    ).values_list("follower_id", flat=True)
    followers = set(rows)
    return Relationship(following=viewer.pk in followers, followed_by=other.pk in followers)


def suggested_users(*, viewer: User, limit: int = 5) -> list[User]:
    """Popular people whom `viewer` does not follow yet; one query."""
    followed = Follow.objects.filter(follower=viewer).values("following_id")
    return list(
        User.objects.visible_to(viewer)
        .exclude(pk=viewer.pk)
        .exclude(pk__in=followed)
        .order_by("-followers_count", "id")[:limit]
    )


def followers_after(*, author_id: UUID, after: UUID, limit: int) -> list[UUID]:
    """The next `limit` followers in the order of their ids: fan-out's walk, which can resume."""
    rows = Follow.objects.filter(following_id=author_id, follower_id__gt=after)
    return list(rows.order_by("follower_id").values_list("follower_id", flat=True)[:limit])
