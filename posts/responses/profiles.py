"""What all tabs of a profile share: each part is rendered once for what it shows, and kept."""

from collections.abc import Collection
from dataclasses import astuple
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from accounts.models import User
from core.ids import NIL_UUID
from core.web.rendered import RenderedCache
from core.web.slots import fill, keep, slot
from posts.models.post import Viewer
from posts.previews import Preview, profile_json_ld, profile_preview, site_of
from posts.selectors.mentions import mentioned_usernames
from social.selectors import Profile, Relationship

# Divisible by three, the columns of a grid, so that a page ends with a full row.
GRID_PAGE_SIZE = 24
HEADERS = RenderedCache("profile", max_bytes=16 * 1024 * 1024)
# All that a header shows of its user, beside the counts.
HEADER_FIELDS = (
    *("id", "username", "display_name", "bio", "website", "links"),
    *("avatar", "is_verified", "is_private"),
)
# The same for link previews and structured data.
HEAD_FIELDS = (
    *("username", "display_name", "bio", "avatar"),
    *("is_private", "followers_count", "created_at"),
)


def profile_context(
    request: HttpRequest, profile: Profile, posts_count: int, *, tab: str
) -> dict[str, Any]:
    """The header of a profile, and its tabs, of which `tab` is the current one.

    The viewer's own header is rendered with the page.
    """
    viewer, user = request.user, profile.user
    mentioned = mentioned_usernames(viewer=viewer, text=user.bio)
    is_own = user.pk == viewer.pk
    context = {
        "person": user,
        "posts_count": posts_count,
        "bio_usernames": mentioned,
        "tabs": _tabs(user.username, is_own, tab, get_language()),
        "relationship": profile.relationship,
        "is_open": profile.is_open,
    }
    if not is_own:
        context["header"] = _header(request, profile, posts_count, mentioned)
    return context


def render_head(
    request: HttpRequest, user: User, *, posts_count: int, image: Preview
) -> SafeString:
    """Link preview and structured data; `image` is for where there is no avatar."""
    values = tuple(getattr(user, name) for name in HEAD_FIELDS)
    pairs = tuple(image.items())
    return _head(site_of(request), values, posts_count, pairs, get_language())


def _header(
    request: HttpRequest, profile: Profile, posts_count: int, mentioned: Collection[str]
) -> SafeString:
    viewer = request.user
    key = _header_key(profile, mentioned, viewer)
    found = HEADERS.get_many([key], lambda _keys: {key: _render(profile, mentioned, viewer)})

    def value_of(name: str) -> bytes:
        match name:
            case "csrf":
                return get_token(request).encode()
            case "path":
                return quote(request.path).encode()
            case "counts":
                return _counts(profile, posts_count)
        raise ValueError(name)

    return mark_safe(fill(found[key], value_of).decode())  # noqa: S308 - of templates


def _header_key(profile: Profile, mentioned: Collection[str], viewer: Viewer) -> str:
    """All that a kept header depends on."""
    shown = [getattr(profile.user, name) for name in HEADER_FIELDS]
    relation = astuple(profile.relationship) if profile.relationship else None
    kind = (viewer.is_authenticated, profile.is_open, relation, sorted(mentioned), get_language())
    return blake2b(repr((shown, kind)).encode(), digest_size=16).hexdigest()


def _render(profile: Profile, mentioned: Collection[str], viewer: Viewer) -> bytes:
    """For any viewer of this kind who is not the user."""
    context = {
        "person": profile.user,
        "relationship": profile.relationship,
        "is_open": profile.is_open,
        "bio_usernames": mentioned,
        "user": User(pk=NIL_UUID) if viewer.is_authenticated else AnonymousUser(),
        "is_kept": True,
        "csrf_token": slot("csrf"),
    }
    return keep(render_to_string("posts/_profile_header.html", context).encode())


def _counts(profile: Profile, posts_count: int) -> bytes:
    user, relation = profile.user, profile.relationship or Relationship()
    return _counts_of(
        (user.username, user.is_private, user.followers_count, user.following_count),
        (relation.following, relation.blocking),
        profile.is_open,
        posts_count,
        get_language(),
    )


@lru_cache(maxsize=10_000)
def _counts_of(
    values: tuple[str, bool, int, int],
    relation: tuple[bool, bool],
    is_open: bool,
    posts_count: int,
    _language: str,
) -> bytes:
    username, is_private, followers, following = values
    user = User(
        username=username,
        is_private=is_private,
        followers_count=followers,
        following_count=following,
    )
    context = {
        "person": user,
        "relationship": Relationship(following=relation[0], blocking=relation[1]),
        "is_open": is_open,
        "posts_count": posts_count,
    }
    return render_to_string("posts/_profile_counts.html", context).encode()


@lru_cache(maxsize=10_000)
def _tabs(username: str, is_own: bool, tab: str, _language: str) -> SafeString:
    context = {"username": username, "is_own": is_own, "tab": tab}
    return render_to_string("posts/_profile_tabs.html", context)


@lru_cache(maxsize=2_000)
def _head(
    site: str,
    values: tuple[object, ...],
    posts_count: int,
    image: tuple[tuple[str, object], ...],
    _language: str,
) -> SafeString:
    user = User.from_db(connection.alias, HEAD_FIELDS, values)
    preview = profile_preview(site, user, posts_count=posts_count, image=dict(image))
    context = {
        "link_preview": preview,
        "json_ld": None if user.is_private else profile_json_ld(site, user),
        "kind": "profile",
    }
    return render_to_string("layout/_link_preview.html", context)


def forget() -> None:
    """Render everything anew; for tests."""
    HEADERS.clear()
    for kept in (_counts_of, _tabs, _head):
        kept.cache_clear()
