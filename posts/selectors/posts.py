"""Fetching one post by its key: everything goes through what the viewer may see."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, prefetch_related_objects

from accounts.models import User
from core.db.compiled import columns_of, compile_sql, compiled, prepared_cursor, read_model
from core.errors import NotFoundError
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.rows import PostRow, as_card, select_rows
from posts.shortcodes import PATTERN

POST_COLUMNS = (*columns_of(Post), *columns_of(User, "author__"))
ROW_SIZE = len(PostRow._fields)
Select: TypeAlias = Callable[[PostQuerySet, Viewer], QuerySet[Post, Any]]


def get_visible_post(*, viewer: Viewer, key: str) -> Post:
    """The post of an id or a shortcode, with its author and whether `viewer` likes and saves it;
    one query. Raises NotFoundError."""
    liked, saved, *columns = _fetch_one(_visible_sql, viewer, key)
    post = _read_post(columns)
    post.liked, post.saved = liked, saved
    return post


def get_own_post(*, viewer: User, key: str) -> Post:
    """As `get_visible_post`, for a post by `viewer`. Raises NotFoundError for any other."""
    posts = Post.objects.visible_to(viewer).filter(author=viewer)
    return _get(posts.with_reactions(viewer), key)


def get_card(*, viewer: Viewer, key: str) -> Post:
    """The post with everything a card shows: media, tagged users, likers; two queries.

    Raises NotFoundError.
    """
    values = _fetch_one(_card_sql, viewer, key)
    row, columns = PostRow._make(values[:ROW_SIZE]), values[ROW_SIZE:]
    post = _read_post(columns)
    prefetch_related_objects([post], "media")
    return as_card(post, row)


def get_own_card(*, viewer: User, key: str) -> Post:
    """As `get_card`, for a post by `viewer`. Raises NotFoundError for any other."""
    card = get_card(viewer=viewer, key=key)
    if card.author_id != viewer.pk:
        raise NotFoundError
    return card


def by_key(key: str) -> dict[str, UUID | str]:
    """The filter for an id or a shortcode. Raises NotFoundError for what is neither."""
    if PATTERN.fullmatch(key):
        return {"shortcode": key}
    try:
        return {"id": UUID(key)}
    except ValueError as error:
        raise NotFoundError from error


def _fetch_one(sql: Callable[[bool, str], str], viewer: Viewer, key: str) -> tuple[Any, ...]:
    """The row of a compiled query of one post. Raises NotFoundError."""
    [(by, value)] = by_key(key).items()
    with prepared_cursor() as cursor:
        cursor.execute(sql(viewer.is_anonymous, by), {"viewer": viewer.pk, "key": value})
        row: tuple[Any, ...] | None = cursor.fetchone()
    if row is None:
        raise NotFoundError
    return row


@compiled
def _visible_sql(is_anonymous: bool, by: str) -> str:
    """Every action on a post begins with this query."""
    return _compile(is_anonymous, by, _columns)


@compiled
def _card_sql(is_anonymous: bool, by: str) -> str:
    return _compile(is_anonymous, by, _card_columns)


def _compile(is_anonymous: bool, by: str, select: Select) -> str:
    viewer = AnonymousUser() if is_anonymous else User(pk=uuid4())
    key = uuid4() if by == "id" else "-" * 11
    posts = Post.objects.visible_to(viewer).filter(**{by: key})
    return compile_sql(select(posts, viewer), {viewer.pk: "%(viewer)s", key: "%(key)s"})


def _columns(posts: PostQuerySet, viewer: Viewer) -> QuerySet[Post, Any]:
    return posts.with_reactions(viewer).values_list("liked", "saved", *POST_COLUMNS)


def _card_columns(posts: PostQuerySet, viewer: Viewer) -> QuerySet[Post, Any]:
    return select_rows(posts, viewer, *POST_COLUMNS)


def _read_post(columns: Sequence[Any]) -> Post:
    """With its author, from POST_COLUMNS."""
    author_size = len(columns_of(User))
    post = read_model(Post, columns[:-author_size])
    post.author = read_model(User, columns[-author_size:])
    return post


def _get(posts: PostQuerySet, key: str) -> Post:
    post = posts.filter(**by_key(key)).first()
    if post is None:
        raise NotFoundError
    return post
