"""What users saved, as they may see it now; and finding posts by their words."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Exact

from accounts.models import User
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate_dated
from core.text.search import PrefixQuery, WordVector, clean_query
from posts.models import Post, Save
from posts.models.post import PostQuerySet

Row = TypeVar("Row", bound=Model)


def saved_page(
    *, viewer: User, q: str = "", cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[Post]:
    """What `viewer` saved and may see, saved last first; `q` as for `matching`."""
    return cards_page(Save.objects.filter(user=viewer), viewer, q, cursor, limit)


def cards_page(
    rows: QuerySet[Row, Row], viewer: User, q: str, cursor: Cursor | None, limit: int
) -> Page[Post]:
    """The posts of rows that were dated when they were put there: as many queries for any number
    of posts."""
    rows = rows.filter(post__in=Post.objects.visible_to(viewer))
    if q.strip():
        # Row by row: joined, the words of all the posts of the site might be read first.
        found = matching(Post.objects.filter(pk=OuterRef("post_id")), q).values(is_it=Value(True))
        rows = rows.filter(Exact(Subquery(found), Value(True)))
    page = paginate_dated(rows, by="post_id", cursor=cursor, limit=limit)
    ids: list[UUID] = [row.post_id for row in page.items]  # type: ignore[attr-defined]
    posts = Post.objects.visible_to(viewer).for_cards(viewer).in_bulk(ids)
    return page.map(lambda _rows: [posts[each] for each in ids if each in posts])


def matching(posts: PostQuerySet, q: str) -> PostQuerySet:
    """Posts that have, for each word of `q`, a word that starts with it in the caption, the place
    or the author's names. All of them for a blank `q`. Reads all of `posts`."""
    cleaned = clean_query(q)
    if not cleaned:
        return posts if cleaned == "" else posts.none()
    return posts.alias(words=WordVector(_text())).filter(words=PrefixQuery(cleaned))


def _text() -> Concat:
    space = Value(" ")
    names = ("author__display_name", space, "author__username")
    return Concat("caption", space, "location", space, *names, output_field=TextField())
