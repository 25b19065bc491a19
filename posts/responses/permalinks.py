"""The page of a post: its parts are rendered once for all viewers who see the same, and kept.

What changes often has a slot in them: counts, ages, comments, tiles of further posts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.ids import time_of
from core.pagination import DEFAULT_LIMIT, Cursor, Page
from core.templatetags.core_tags import ago, day
from core.web.rendered import RenderedCache
from core.web.slots import SLOT, fill, keep, slot
from posts.forms import CommentForm
from posts.models import Post
from posts.models.post import Viewer
from posts.previews import post_json_ld, post_preview
from posts.responses.counted import comments_heading, likes_line, shows_counts
from posts.responses.kept import viewer_key
from posts.responses.kept_comments import Thread, render_comments
from posts.responses.tiles import render_tiles
from posts.selectors.permalinks import Permalink
from posts.selectors.rows import read_cards
from posts.services.comments import who_may_comment
from social.selectors import Relationship

CACHE = RenderedCache("permalink", max_bytes=32 * 1024 * 1024)
# Between the title, which has no slots, and the rest of the head.
TITLE_END = SLOT * 2
COUNTS = ("likes", "comments")


@dataclass(frozen=True)
class Parts:
    """Of the page: `title` and `head` for `<head>`, `main` for `<main>`."""

    title: str
    head: SafeString
    main: SafeString


def render_parts(request: HttpRequest, page: Permalink) -> Parts | None:
    """In the viewer's language; None for a post that the viewer may not see any more.

    No query if all that is shown is kept; else three for the post, three for tiles, one for
    comments.
    """
    viewer, row = request.user, page.row
    head_key = f"{row.id.hex}:{row.version}:{get_language()}:{shows_counts(row, viewer)}"
    main_key = _main_key(page, viewer)
    newer: dict[str, bytes] = {}

    def make(missing: list[str]) -> dict[str, bytes]:
        made: dict[str, bytes] = {}
        for post in read_cards([row], viewer=viewer):
            kept = made if post.version == row.version else newer
            if head_key in missing or kept is newer:
                kept[head_key] = _render_head(post, viewer)
            if main_key in missing or kept is newer:
                kept[main_key] = _render_main(post, page, viewer)
        return made

    found = CACHE.get_many([head_key, main_key], make) | newer
    if len(found) < 2:
        return None
    title, _, head = found[head_key].partition(TITLE_END)
    return Parts(
        _safe(title),
        _safe(fill(head, _head_value(request, page))),
        _safe(fill(found[main_key], _main_value(request, page))),
    )


def _safe(html: bytes) -> SafeString:
    return mark_safe(html.decode())  # noqa: S308 - what templates rendered


def _main_key(page: Permalink, viewer: Viewer) -> str:
    return viewer_key(
        page.row,
        viewer,
        viewer.is_authenticated,
        page.may_comment,
        page.requested,
        page.followed_by,
        bool(page.more_posts),
    )


class _AnyRequest:
    """Replaces the request where the origin of URLs has a slot."""

    def __init__(self, viewer: Viewer) -> None:
        self.user = viewer

    def build_absolute_uri(self, location: str) -> str:
        return location if "://" in location else f"{slot('origin')}{iri_to_uri(location)}"


def _render_head(post: Post, viewer: Viewer) -> bytes:
    request = _AnyRequest(viewer)
    preview, linked_data = post_preview(request, post), post_json_ld(request, post)
    statistics = linked_data.get("interactionStatistic", ())
    for statistic, name in zip(statistics, COUNTS, strict=False):
        statistic["userInteractionCount"] = slot(name)
    context = {"link_preview": preview, "json_ld": linked_data}
    head: str = render_to_string("posts/_post_head.html", context)
    for name in COUNTS:  # numbers, not texts
        head = head.replace(f'"{slot(name)}"', slot(name))
    return escape(preview["title"]).encode() + TITLE_END + keep(head.encode())


def _head_value(request: HttpRequest, page: Permalink) -> Callable[[str], bytes]:
    values = {
        "origin": f"{request.scheme}://{request.get_host()}",
        "likes": str(page.row.likes_count),
        "comments": str(page.row.comments_count),
    }
    return lambda name: values[name].encode()


def _render_main(post: Post, page: Permalink, viewer: Viewer) -> bytes:
    context = {
        "post": post,
        "user": viewer,
        "form": CommentForm(),
        "may_comment": page.may_comment,
        "who_may_comment": who_may_comment(post=post),
        "more_posts": page.more_posts,
        "comments_shown": slot("count"),
        "is_kept": True,
        "csrf_token": slot("csrf"),
        # Forms lead back to the page with its query.
        "request": {"path": post.get_absolute_url(), "get_full_path": slot("here")},
        **_follow_offer(page, viewer),
    }
    return keep(render_to_string("posts/_post_page.html", context).encode())


def _follow_offer(page: Permalink, viewer: Viewer) -> dict[str, Any]:
    row = page.row
    if row.author_id == viewer.pk or row.follows_author:
        return {}
    known = Relationship(requested=page.requested, followed_by=page.followed_by)
    return {"offers_follow": True, "relationship": known if viewer.is_authenticated else None}


def _main_value(request: HttpRequest, page: Permalink) -> Callable[[str], bytes]:
    viewer, row = request.user, page.row
    pinned, comments = _comments(request, page)
    values: dict[str, Callable[[], bytes]] = {
        "csrf": lambda: get_token(request).encode(),
        "here": lambda: escape(request.get_full_path()).encode(),
        "age": lambda: ago(time_of(row.id)).encode(),
        "day": lambda: day(time_of(row.id)).encode(),
        "likes": lambda: likes_line(row, viewer),
        "heading": lambda: comments_heading(row, viewer),
        "count": lambda: b"%d" % row.comments_count if shows_counts(row, viewer) else b"",
        "pinned": lambda: pinned,
        "comments": lambda: comments,
        "tiles": lambda: render_tiles(page.more_posts, viewer=viewer).encode(),
    }
    return lambda name: values[name]()


def _comments(request: HttpRequest, page: Permalink) -> tuple[bytes, bytes]:
    """The pinned comments, and the others with a link to the next page."""
    thread = Thread(page.row, page.may_comment)
    rows = [*page.pinned, *page.newest]
    shown = rows[:DEFAULT_LIMIT]
    html = render_comments(request, shown, thread)
    pinned = [html[row.id] for row in shown if row.id in html and row.pinned_at]
    others = [html[row.id] for row in shown if row.id in html and not row.pinned_at]
    if len(rows) > DEFAULT_LIMIT:
        last = Cursor(shown[-1].id, at=shown[-1].pinned_at)
        others.append(_next_link(page.row.shortcode, last, get_language()))
    return b"".join(pinned), b"".join(others)


@lru_cache(maxsize=1_000)
def _next_link(shortcode: str, cursor: Cursor, _language: str) -> bytes:
    context = {"post": Post(shortcode=shortcode), "comments": Page([], next=cursor)}
    return render_to_string("posts/_comments_next.html", context).encode()
