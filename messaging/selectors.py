"""What a socket may know, asked afresh each time."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import User
from posts.models import Post


def find_viewer(*, user_id: UUID) -> User | None:
    """The person behind a socket; None once deactivated or gone."""
    found: User | None = User.objects.filter(pk=user_id, is_active=True).first()
    return found


def visible_post_ids(*, viewer: User, ids: Iterable[UUID]) -> set[UUID]:
    """Those of the posts that `viewer` may see."""
    return set(Post.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
