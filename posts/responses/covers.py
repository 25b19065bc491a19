"""Pictures for link previews of lists: rendered once for each version of a post, and kept."""

import json
from collections.abc import Iterable

from django.http import HttpRequest

from core.web.rendered import RenderedCache
from posts.models import Post
from posts.models.post import Viewer
from posts.previews import Preview, absolute, cover
from posts.selectors.rows import read_bodies
from posts.serializers.kept import render_by_version

COVERS = RenderedCache("cover", max_bytes=4 * 1024 * 1024)


def newest_image(request: HttpRequest, posts: Iterable[Post]) -> Preview:
    """The newest public photo of `posts`, which have a `version`; blank if there is none."""
    public = [post for post in posts if post.is_public]
    if not public:
        return {}
    return absolute(request, _kept_cover(max(public, key=lambda post: post.pk), request.user))


def _kept_cover(post: Post, viewer: Viewer) -> Preview:
    """As `cover`, of a post with its `version`: rendered once for each."""
    found = render_by_version(
        COVERS,
        {f"{post.pk.hex}:{post.version}": post},
        read=lambda missing: read_bodies([post.pk], viewer=viewer),
        render=lambda post: json.dumps(cover(post)).encode(),
    )
    kept: Preview = json.loads(next(iter(found.values()), b"{}"))
    return kept
