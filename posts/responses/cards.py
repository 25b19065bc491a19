"""The cards of a feed: each is rendered once for all viewers who see the same, and kept.

What changes often has a slot in the kept card: the sentences that count, the age of the post, the
CSRF token.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from accounts.models import User
from accounts.requests import AuthenticatedRequest
from accounts.selectors import read_summary
from core.ids import NIL_UUID, time_of
from core.templatetags.core_tags import ago
from core.views import is_htmx
from core.web.rendered import RenderedCache
from core.web.slots import fill, keep, slot
from posts.models import Post
from posts.selectors.rows import PostRow, read_cards
from posts.serializers.kept import render_by_version

CACHE = RenderedCache("card", max_bytes=64 * 1024 * 1024)
CARD = "posts/_card.html"
# The page to which the forms of a kept card lead back.
HOME = "/"


def render_cards(
    request: AuthenticatedRequest, rows: Sequence[PostRow], *, has_first: bool
) -> list[SafeString]:
    """The HTML of a card for each row, in the viewer's language; `has_first` where the first is
    what the viewer sees first.

    A post that the viewer may not see any more is left out. Three queries for the cards that are
    not kept, none if all are.
    """
    viewer = request.user
    first = rows[0].id if rows and has_first else None
    if not is_htmx(request) and request.get_full_path() != HOME:
        return [
            mark_safe(_render(post, viewer, first, request=request))  # noqa: S308 - of a template
            for post in read_cards(rows, viewer=viewer)
        ]
    wanted = {_key(row, viewer, first): row for row in rows}
    kept = {"is_kept": True, "here": HOME, "csrf_token": slot("csrf")}
    found = render_by_version(
        CACHE,
        wanted,
        read=lambda missing: read_cards(missing, viewer=viewer),
        render=lambda post: keep(_render(post, viewer, first, **kept).encode()),
    )
    token = get_token(request).encode()
    return [_fill(found[key], row, viewer, token) for key, row in wanted.items() if key in found]


def _key(row: PostRow, viewer: User, first: UUID | None) -> str:
    """All that a kept card depends on."""
    flags = (
        row.author_id == viewer.pk,
        row.follows_author,
        row.mutes_author,
        row.liked,
        row.saved,
        row.id == first,
    )
    bits = "".join("1" if flag else "0" for flag in flags)
    # A viewer who is tagged has buttons of their own.
    is_tagged = any(str(viewer.pk) in text for text in row.tags)
    users = [*sorted(row.mentioned), *row.tags, *([str(viewer.pk)] if is_tagged else [])]
    digest = blake2b("\n".join(users).encode(), digest_size=16).hexdigest() if users else ""
    return f"{row.id.hex}:{row.version}:{get_language()}:{bits}:{digest}"


def _render(post: Post, viewer: User, first: UUID | None, **context: Any) -> str:
    is_first = post.pk == first
    return render_to_string(CARD, {"post": post, "user": viewer, "eager": is_first, **context})


def _fill(card: bytes, row: PostRow, viewer: User, token: bytes) -> SafeString:
    is_shown = not row.hide_counts or row.author_id == viewer.pk
    counted = (row.shortcode, is_shown, get_language())

    def value_of(name: str) -> bytes:
        match name:
            case "csrf":
                return token
            case "age":
                return ago(time_of(row.id)).encode()
            case "likes":
                liker = row.likers[0] if row.likers else None
                return _likes(row.likes_count, row.liked, liker, *counted)
            case "comments":
                return _comments(row.comments_count, *counted)
        raise ValueError(name)

    # What was rendered by a template, and filled in by others.
    return mark_safe(fill(card, value_of).decode())  # noqa: S308


@lru_cache(maxsize=10_000)
def _likes(
    count: int, is_liked: bool, liker: str | None, shortcode: str, is_shown: bool, _language: str
) -> bytes:
    post = Post(shortcode=shortcode, likes_count=count, hide_counts=not is_shown)
    post.liked, post.known_likers = is_liked, [read_summary(liker)] if liker else []
    return _line("posts/_likes.html", post)


@lru_cache(maxsize=10_000)
def _comments(count: int, shortcode: str, is_shown: bool, _language: str) -> bytes:
    post = Post(shortcode=shortcode, comments_count=count, hide_counts=not is_shown)
    return _line("posts/_comments_link.html", post)


def _line(template: str, post: Post) -> bytes:
    """For any viewer who is logged in, and is not its author: `hide_counts` says what they see."""
    return render_to_string(template, {"post": post, "user": User(pk=NIL_UUID)}).encode()
