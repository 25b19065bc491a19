"""Fetching one post by its key: everything goes through what the viewer may see."""

from uuid import UUID

from accounts.models import User
from core.errors import NotFoundError
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.likes import with_likers
from posts.shortcodes import PATTERN


def get_visible_post(*, viewer: Viewer, key: str) -> Post:
    """The post of an id or a shortcode, with its author and whether `viewer` likes and saves it;
    one query. Raises NotFoundError."""
    return _get(Post.objects.visible_to(viewer).with_reactions(viewer), key)


def get_own_post(*, viewer: User, key: str) -> Post:
    """As `get_visible_post`, for a post by `viewer`. Raises NotFoundError for any other."""
    posts = Post.objects.visible_to(viewer).filter(author=viewer)
    return _get(posts.with_reactions(viewer), key)


def get_card(*, viewer: Viewer, key: str) -> Post:
    """The post with everything a card shows: media, tagged users, likers; at most four queries.

    Raises NotFoundError.
    """
    post = _get(_cards(viewer), key)
    (card,) = with_likers(viewer=viewer, posts=[post])
    return card


def get_own_card(*, viewer: User, key: str) -> Post:
    """As `get_card`, without likers, for a post by `viewer`. Raises NotFoundError for any other."""
    return _get(_cards(viewer).filter(author=viewer), key)


def by_key(key: str) -> dict[str, UUID | str]:
    """The filter for an id or a shortcode. Raises NotFoundError for what is neither."""
    if PATTERN.fullmatch(key):
        return {"shortcode": key}
    try:
        return {"id": UUID(key)}
    except ValueError as error:
        raise NotFoundError from error


def _cards(viewer: Viewer) -> PostQuerySet:
    posts = Post.objects.visible_to(viewer).for_cards(viewer)
    return posts.with_mentions(viewer).with_author_relation(viewer)


def _get(posts: PostQuerySet, key: str) -> Post:
    post = posts.filter(**by_key(key)).first()
    if post is None:
        raise NotFoundError
    return post
