"""What the kept HTML of a post depends on, beside its version."""

from hashlib import blake2b

from django.utils.translation import get_language

from posts.models.post import Viewer
from posts.selectors.rows import PostRow


def viewer_key(row: PostRow, viewer: Viewer, *further: bool) -> str:
    """The key of a post's HTML for all viewers who see the same; `further` is what else decides."""
    flags = (
        row.author_id == viewer.pk,
        row.follows_author,
        row.mutes_author,
        row.liked,
        row.saved,
        *further,
    )
    # A viewer who is tagged has buttons of their own.
    is_tagged = any(str(viewer.pk) in text for text in row.tags)
    users = [*sorted(row.mentioned), *row.tags, *([str(viewer.pk)] if is_tagged else [])]
    digest = blake2b("\n".join(users).encode(), digest_size=16).hexdigest() if users else ""
    return f"{row.id.hex}:{row.version}:{get_language()}:{bits(*flags)}:{digest}"


def bits(*flags: bool) -> str:
    return "".join("1" if flag else "0" for flag in flags)
