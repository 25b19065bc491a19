"""Renditions from a folder: for a laptop, and for a small site without a bucket."""

from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.errors import NotFoundError
from core.media.formats import RenditionFormat
from core.media.store import KEY

TYPES = {form.extension: form.mime for form in RenditionFormat}
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def media_file(request: HttpRequest, key: str) -> HttpResponse:
    """A file by its key, which nobody can guess and which never changes its content."""
    if not KEY.fullmatch(key):
        raise NotFoundError
    try:
        # At most a few hundred kilobytes, so streaming would only cost more.
        with storages["media"].open(key) as file:
            content = file.read()
    except FileNotFoundError as error:
        raise NotFoundError from error
    content_type = TYPES[key.rpartition(".")[2]]
    return HttpResponse(content, content_type=content_type, headers={"Cache-Control": FOREVER})
