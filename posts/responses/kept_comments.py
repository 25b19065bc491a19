"""Comments as HTML: each is rendered once for all viewers who see the same, and kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from core.ids import time_of
from core.templatetags.core_tags import ago
from core.web.rendered import RenderedCache
from core.web.slots import fill, keep, slot
from posts.models import Comment
from posts.models.post import Viewer
from posts.responses.counted import comment_likes
from posts.responses.kept import bits
from posts.selectors.comment_rows import CommentRow, read_comments
from posts.selectors.rows import PostRow
from posts.serializers.kept import render_by_version

CACHE = RenderedCache("comment", max_bytes=16 * 1024 * 1024)
COMMENT = "posts/_comment.html"


@dataclass(frozen=True)
class Thread:
    """Where the comments are: below a post, on which the viewer may comment or not."""

    post: PostRow
    may_comment: bool


def render_comments(
    request: HttpRequest, rows: Sequence[CommentRow], thread: Thread
) -> dict[UUID, bytes]:
    """The HTML of each comment by its id, in the viewer's language.

    A comment that the viewer may not see any more is left out. One query for those that are not
    kept, none if all are.
    """
    viewer = request.user
    wanted = {_key(row, viewer, thread): row for row in rows}
    found = render_by_version(
        CACHE,
        wanted,
        read=lambda missing: read_comments(missing, viewer=viewer),
        render=lambda comment: _render(comment, viewer, thread),
    )
    return {
        row.id: fill(found[key], _value_of(request, row))
        for key, row in wanted.items()
        if key in found
    }


def _key(row: CommentRow, viewer: Viewer, thread: Thread) -> str:
    """All that a kept comment depends on."""
    flags = bits(
        viewer.is_authenticated,
        thread.may_comment,
        thread.post.author_id == viewer.pk,
        row.author_id == viewer.pk,
        row.liked,
        row.hidden,
    )
    names = ",".join(sorted(row.mentioned))
    return f"{row.id.hex}:{row.version}:{get_language()}:{flags}:{row.replies_shown}:{names}"


def _render(comment: Comment, viewer: Viewer, thread: Thread) -> bytes:
    context = {
        "comment": comment,
        "post": comment.post,
        "user": viewer,
        "may_comment": thread.may_comment,
        "is_kept": True,
        "csrf_token": slot("csrf"),
    }
    return keep(render_to_string(COMMENT, context).encode())


def _value_of(request: HttpRequest, row: CommentRow) -> Callable[[str], bytes]:
    def value_of(name: str) -> bytes:
        match name:
            case "csrf":
                return get_token(request).encode()
            case "age":
                return ago(time_of(row.id)).encode()
            case "likes":
                return comment_likes(row)
        raise ValueError(name)

    return value_of
