"""The cards of a feed: each is rendered once for all viewers who see the same, and kept.

What changes often has a slot in the kept card: the sentences that count, the age of the post, the
CSRF token.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from accounts.requests import AuthenticatedRequest
from core.ids import time_of
from core.templatetags.core_tags import ago
from core.views import is_htmx
from core.web.rendered import RenderedCache
from core.web.slots import fill, keep, slot
from posts.models import Post
from posts.responses.counted import comments_link, likes_line
from posts.responses.kept import viewer_key
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
    wanted = {viewer_key(row, viewer, row.id == first): row for row in rows}
    kept = {"is_kept": True, "here": HOME, "csrf_token": slot("csrf")}
    found = render_by_version(
        CACHE,
        wanted,
        read=lambda missing: read_cards(missing, viewer=viewer),
        render=lambda post: keep(_render(post, viewer, first, **kept).encode()),
    )
    token = get_token(request).encode()
    return [_fill(found[key], row, viewer, token) for key, row in wanted.items() if key in found]


def _render(post: Post, viewer: User, first: UUID | None, **context: Any) -> str:
    is_first = post.pk == first
    return render_to_string(CARD, {"post": post, "user": viewer, "eager": is_first, **context})


def _fill(card: bytes, row: PostRow, viewer: User, token: bytes) -> SafeString:
    def value_of(name: str) -> bytes:
        match name:
            case "csrf":
                return token
            case "age":
                return ago(time_of(row.id)).encode()
            case "likes":
                return likes_line(row, viewer)
            case "comments":
                return comments_link(row, viewer)
        raise ValueError(name)

    # What was rendered by a template, and filled in by others.
    return mark_safe(fill(card, value_of).decode())  # noqa: S308
