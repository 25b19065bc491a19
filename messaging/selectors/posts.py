"""What a socket may subscribe to."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import User
from posts.models import Post


def visible_post_ids(*, viewer: User, ids: Iterable[UUID]) -> set[UUID]:
    """Those of the posts that `viewer` may see."""
    return set(Post.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))
