"""Fetching one post by its key: everything goes through what the viewer may see."""

from functools import cache
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from accounts.models import User
from core.db.compiled import columns_of, compile_sql, read_model
from core.errors import NotFoundError
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.likes import with_likers
from posts.shortcodes import PATTERN


def get_visible_post(*, viewer: Viewer, key: str) -> Post:
    """The post of an id or a shortcode, with its author and whether `viewer` likes and saves it;
    one query. Raises NotFoundError."""
    [(by, value)] = by_key(key).items()
    sql = _visible_sql(is_anonymous=viewer.is_anonymous, by=by)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"viewer": viewer.pk, "key": value})
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError
    liked, saved, *columns = row
    author_columns = len(columns_of(User))
    post = read_model(Post, columns[:-author_columns])
    post.author = read_model(User, columns[-author_columns:])
    post.liked, post.saved = liked, saved
    return post


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


@cache
def _visible_sql(*, is_anonymous: bool, by: str) -> str:
    """Every action on a post begins with this query."""
    viewer = AnonymousUser() if is_anonymous else User(pk=uuid4())
    key = uuid4() if by == "id" else "-" * 11
    posts = Post.objects.visible_to(viewer).with_reactions(viewer).filter(**{by: key})
    rows = posts.values_list("liked", "saved", *columns_of(Post), *columns_of(User, "author__"))
    return compile_sql(rows, {viewer.pk: "%(viewer)s", key: "%(key)s"})


def _cards(viewer: Viewer) -> PostQuerySet:
    posts = Post.objects.visible_to(viewer).for_cards(viewer)
    return posts.with_mentions(viewer).with_author_relation(viewer)


def _get(posts: PostQuerySet, key: str) -> Post:
    post = posts.filter(**by_key(key)).first()
    if post is None:
        raise NotFoundError
    return post
