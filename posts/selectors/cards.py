"""Small lists of posts, as cards or for workers."""

from typing import Any
from uuid import UUID

from accounts.models import User
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer

MORE_POSTS = 6


def more_by_author(*, viewer: Viewer, post: Post) -> list[Post]:
    """The author's newest other posts."""
    return list(more_of_author(viewer, post.author_id, besides=post.pk).for_cards(viewer))


def more_of_author(viewer: Viewer, author: Any, *, besides: Any) -> PostQuerySet:
    """The author's newest posts that `viewer` may see, but for one; both as values or columns."""
    posts = Post.objects.visible_to(viewer).filter(author=author, state=Post.State.READY)
    others = posts.filter(archived_at=None).exclude(pk=besides)
    return others.order_by("-id")[:MORE_POSTS]


def preparing_posts(*, author: User) -> list[Post]:
    """The author's newest posts that are not ready yet; queries as for any cards."""
    posts = preparing(author).for_cards(author).with_mentions(author)
    return list(posts.order_by("-id")[:10])


def preparing(author: User) -> PostQuerySet:
    """The author's posts that are not ready yet."""
    own = Post.objects.visible_to(author).filter(author=author, archived_at=None)
    return own.exclude(state=Post.State.READY)


def is_deleted_post(*, post_id: UUID) -> bool:
    """Whether it waits for being purged, for the worker."""
    return Post.objects.filter(pk=post_id, deleted_at__isnull=False).exists()


def find_published_post(*, post_id: UUID) -> Post | None:
    """A ready post that is not deleted, for workers.

    The state of its author does not matter: it may change, and timelines grant no access.
    """
    shown = Post.objects.filter(state=Post.State.READY, deleted_at=None)
    return shown.filter(pk=post_id).first()
