"""Tiles of a grid as HTML: rendered once for each version of a post, in each language, and kept."""

from collections.abc import Sequence
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.templatetags.core_tags import count
from core.web.rendered import RenderedCache
from core.web.slots import fill, keep
from posts.models import Post
from posts.models.post import Viewer
from posts.selectors.rows import read_bodies
from posts.serializers.kept import render_by_version

CACHE = RenderedCache("tile", max_bytes=32 * 1024 * 1024)


def render_tiles(posts: Sequence[Post], *, viewer: Viewer, has_pins: bool = False) -> SafeString:
    """The tiles of posts that have a `version`, one after the other; `has_pins` where a pinned one
    is marked.

    A post that the viewer may not see any more is left out. Three queries for the tiles that are
    not kept, none if all are.
    """
    wanted = {_key(post, viewer, has_pins): post for post in posts}
    found = render_by_version(
        CACHE,
        wanted,
        read=lambda missing: read_bodies([post.pk for post in missing], viewer=viewer),
        render=lambda post: _render(post, viewer, has_pins),
    )
    tiles = [_fill(found[key], post) for key, post in wanted.items() if key in found]
    return mark_safe(b"".join(tiles).decode())  # noqa: S308 - of a template


def _key(post: Post, viewer: Viewer, has_pins: bool) -> str:
    """All that a kept tile depends on."""
    flags = f"{post.shows_counts_to(viewer):d}{has_pins:d}"
    return f"{post.pk.hex}:{post.version}:{get_language()}:{flags}"


def _render(post: Post, viewer: Viewer, has_pins: bool) -> bytes:
    context = {"posts": [post], "user": viewer, "pins": has_pins, "is_kept": True}
    return keep(render_to_string("posts/_tiles.html", context).encode())


def _fill(tile: bytes, post: Post) -> bytes:
    numbers = {"likes": post.likes_count, "comments": post.comments_count}
    return fill(tile, lambda name: _count(numbers[name], get_language()))


@lru_cache(maxsize=10_000)
def _count(number: int, _language: str) -> bytes:
    return count(number).encode()
