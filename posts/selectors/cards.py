"""Posts as cards; everything goes through what the viewer may see."""

from uuid import UUID

from accounts.models import User
from core.errors import NotFoundError
from posts.models import Post
from posts.models.post import Viewer
from posts.selectors.likes import with_likers
from posts.shortcodes import PATTERN


def get_post(*, viewer: Viewer, key: str) -> Post:
    """The post of an id or a shortcode, ready for a card. Raises NotFoundError."""
    field = "shortcode" if PATTERN.fullmatch(key) else "id"
    try:
        wanted = {field: key if field == "shortcode" else UUID(key)}
    except ValueError as error:
        raise NotFoundError from error
    post = Post.objects.visible_to(viewer).for_cards(viewer).filter(**wanted).first()
    if post is None:
        raise NotFoundError
    return post


def get_card(*, viewer: Viewer, key: str) -> Post:
    """As `get_post`, with those among its likers whom the viewer follows: for showing it."""
    (post,) = with_likers(viewer=viewer, posts=[get_post(viewer=viewer, key=key)])
    return post


def get_own_post(*, viewer: User, key: str) -> Post:
    """A post of one's own. Raises NotFoundError for anybody else's."""
    post = get_post(viewer=viewer, key=key)
    if post.author_id != viewer.pk:
        raise NotFoundError
    return post


def more_by_author(*, viewer: Viewer, post: Post, limit: int = 6) -> list[Post]:
    """The author's newest other posts."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer)
    shown = posts.filter(author=post.author, state=Post.State.READY, archived_at=None)
    others = shown.exclude(pk=post.pk)
    return list(others.order_by("-id")[:limit])


def preparing_posts(*, author: User) -> list[Post]:
    """One's own posts that are not shown yet, newest first; queries as for any cards."""
    posts = Post.objects.visible_to(author).for_cards(author)
    own = posts.filter(author=author, archived_at=None)
    return list(own.exclude(state=Post.State.READY).order_by("-id")[:10])


def is_deleted_post(*, post_id: UUID) -> bool:
    """Whether it waits for being purged, for the worker."""
    return Post.objects.filter(pk=post_id, deleted_at__isnull=False).exists()


def find_published_post(*, post_id: UUID) -> Post | None:
    """A post that is shown, to whomever, for the worker: not one deleted meanwhile.

    Whether its author can be seen is not asked: they may come back, and a timeline permits nothing.
    """
    shown = Post.objects.filter(state=Post.State.READY, deleted_at=None)
    return shown.filter(pk=post_id).first()
