"""Renditions from a folder: for a laptop, and for a small site without a bucket."""

import mimetypes

from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from core.errors import NotFoundError
from posts.media.store import KEY

FOREVER = "public, max-age=31536000, immutable"


@require_safe
def media_file(request: HttpRequest, key: str) -> FileResponse:
    """A file by its key, which nobody can guess and which never changes its content."""
    if not KEY.fullmatch(key):
        raise NotFoundError
    try:
        file = storages["media"].open(key)
    except FileNotFoundError as error:
        raise NotFoundError from error
    content_type = mimetypes.guess_type(key)[0] or "application/octet-stream"
    return FileResponse(file, content_type=content_type, headers={"Cache-Control": FOREVER})
