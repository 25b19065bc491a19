"""Small lists of posts, as cards or for workers."""

from uuid import UUID

from accounts.models import User
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer


def more_by_author(*, viewer: Viewer, post: Post, limit: int = 6) -> list[Post]:
    """The author's newest other posts."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer)
    shown = posts.filter(author=post.author, state=Post.State.READY, archived_at=None)
    others = shown.exclude(pk=post.pk)
    return list(others.order_by("-id")[:limit])


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
