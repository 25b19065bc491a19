"""Posts as JSON in bytes: a body for each version, and what differs by viewer behind it."""

from collections.abc import Sequence

from accounts.serializers import serialize_summary
from core.api.portable import portable_json
from core.web.rendered import RenderedCache
from core.web.slots import fill, slot
from posts.models.post import Viewer
from posts.pictures import Sign, signing_for
from posts.selectors.rows import PostRow, read_bodies
from posts.serializers.kept import render_by_version
from posts.serializers.posts import PostBodySerializer

VIEWERS_PART = (
    b',"likes_count":%b,"comments_count":%b,"liked":%b,"saved":%b,"liked_by":%b,"tagged":%b}'
)
# In no language: the one sentence in a body is a photo's problem, and others see ready ones.
CACHE = RenderedCache("post", max_bytes=32 * 1024 * 1024)


def serialize_rows(rows: Sequence[PostRow], *, viewer: Viewer) -> list[bytes]:
    """The JSON of PostSerializer for each row, to be filled in by `localise`.

    A post that the viewer may not see any more is left out. Three queries for the bodies that are
    not kept, none if all are.
    """
    wanted = {f"{row.id.hex}:{row.version}": row for row in rows}
    found = render_by_version(
        CACHE,
        wanted,
        read=lambda missing: read_bodies([row.id for row in missing], viewer=viewer),
        render=lambda post: portable_json(PostBodySerializer, post, sign=slot)[:-1],
    )
    sign = signing_for(viewer)
    return [
        _sign(found[key], sign) + _viewers_part(row, viewer)
        for key, row in wanted.items()
        if key in found
    ]


def _sign(body: bytes, sign: Sign | None) -> bytes:
    """Photos that are not public get links for the viewer."""
    return fill(body, lambda folder: sign(folder).encode() if sign else b"")


def _viewers_part(row: PostRow, viewer: Viewer) -> bytes:
    shown = not row.hide_counts or row.author_id == viewer.pk
    values = (
        b"%d" % row.likes_count if shown else b"null",
        b"%d" % row.comments_count if shown else b"null",
        b"true" if row.liked else b"false",
        b"true" if row.saved else b"false",
        _users(row.likers),
        _users(row.tags),
    )
    return VIEWERS_PART % values


def _users(texts: Sequence[str] | None) -> bytes:
    return b"[" + b",".join(map(serialize_summary, texts or ())) + b"]"
