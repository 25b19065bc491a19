"""What people saved, as they may see it now; and finding posts by their words."""

import re
import unicodedata
from typing import TypeVar
from uuid import UUID

from django.db.models import (
    Case,
    Func,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat, Length
from django.db.models.lookups import Exact

from accounts.models import User
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate_dated
from posts.models import Post, Save
from posts.models.post import PostQuerySet

# Of what is looked for, more than this is left out.
LONGEST, MOST_WORDS = 100, 10
# What parts words, as a class of regular expressions to Python and to PostgreSQL, which tells
# letters from signs only where its locale does. Joiners and marks are parts of words.
PARTING = (
    r"[\s!-/:-@\[-`{-~"
    "\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u060c\u061b\u061f"
    "\u2000-\u200b\u200e-\u2bff\u3000-\u3004\u3008-\u3020\ufe00-\ufe0f"
    "\U0001f000-\U0001faff]"
)

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
    """Those in which every word of `q`, in any case, begins a word of the caption, the place or
    the author's names; of a `q` without words, such as an emoji, those that have it in them.

    A blank `q` leaves all of them, one that is no text none. It reads all of `posts`.
    """
    q = unicodedata.normalize("NFKC", q[: 2 * LONGEST]).strip()[:LONGEST]
    if not q:
        return posts
    if "\0" in q or any(unicodedata.category(letter) == "Cs" for letter in q):
        return posts.none()
    posts = posts.alias(words=_words())
    words = [word for word in re.split(PARTING, q) if word]
    begins = [Q(words__regex=f"(?:^|{PARTING}){_in_any_case(word)}") for word in words[:MOST_WORDS]]
    return posts.filter(*begins or [Q(words__contains=q)])


def _in_any_case(word: str) -> str:
    """Letter by letter: PostgreSQL, where its locale is C, does not know that É and é are one."""
    return "".join(
        f"[{letter}{letter.lower()}{letter.upper()}]" if len(letter.upper()) == 1 else letter
        for letter in word
    )


def _words() -> Case:
    """The text of a post as `matching` looks at it. Where nothing is to be normalised, that is not
    asked letter by letter: it would take ten times as long as the looking."""
    space = Value(" ")
    names = ("author__display_name", space, "author__username")
    text = Concat("caption", space, "location", space, *names, output_field=TextField())
    size = Func(text, function="octet_length", output_field=IntegerField())
    normal = Func(text, template="normalize(%(expressions)s, NFKC)", output_field=TextField())
    return Case(When(Exact(size, Length(text)), then=text), default=normal)
