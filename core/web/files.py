"""Stored files as responses: sent by the web server in front, or streamed by Django itself."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import Storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import condition

from core.db.transactions import release_connection

# Caddy and nginx take it out of the response, and send the file that it names instead of the body.
ACCEL_HEADER = "X-Accel-Redirect"
# One range of bytes: `bytes=first-last`, `bytes=first-` or `bytes=-length`.
RANGE = re.compile(r"bytes=(?:([0-9]{1,15})-([0-9]{0,15})|-([0-9]{1,15}))")
CHUNK_BYTES = 64 * 1024


def file_response(
    request: HttpRequest, *, storage: Storage, name: str, content_type: str
) -> HttpResponseBase:
    """The file `name` of a storage, for GET and HEAD. Whether the viewer may see it is not checked.

    With `MEDIA_ACCEL_PREFIX` only the web server in front reads the file, and adds ETag, 304 and
    ranges. Without, Django does all of it. Raises FileNotFoundError.
    """
    if not storage.exists(name):
        raise FileNotFoundError(name)
    if settings.MEDIA_ACCEL_PREFIX:
        location = f"{settings.MEDIA_ACCEL_PREFIX.rstrip('/')}/{quote(name)}"
        return HttpResponse(content_type=content_type, headers={ACCEL_HEADER: location})
    # A slow client must not hold a connection.
    release_connection()
    return _streamed(request, storage, name, content_type)


def _etag(_request: HttpRequest, storage: Storage, name: str, *_args: Any) -> str:
    """The time of its last write, in microseconds: another content has another."""
    return f'"{int(storage.get_modified_time(name).timestamp() * 1_000_000):x}"'


@condition(etag_func=_etag)
def _streamed(
    request: HttpRequest, storage: Storage, name: str, content_type: str
) -> HttpResponseBase:
    size = storage.size(name)
    wanted = _wanted(request, size, etag=_etag(request, storage, name))
    if size and not wanted:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_chunks(storage, name, wanted), content_type=content_type)
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = str(len(wanted))
    if len(wanted) < size:
        response.status_code = 206
        response["Content-Range"] = f"bytes {wanted[0]}-{wanted[-1]}/{size}"
    return response


def _wanted(request: HttpRequest, size: int, *, etag: str) -> range:
    """The positions of the bytes to send; none if the file is too short for what was requested.

    The whole file where no valid range was requested, or more than one, or of another version.
    """
    whole = range(size)
    match = RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return whole
    first, last, suffix = (int(group) if group else None for group in match.groups())
    if suffix is not None:
        return whole[-suffix:] if suffix else whole[:0]
    if last is not None and first is not None and last < first:
        return whole
    return whole[first : None if last is None else last + 1]


def _chunks(storage: Storage, name: str, positions: range) -> Iterator[bytes]:
    """Opens the file at the first chunk: a HEAD never does."""
    left = len(positions)
    with storage.open(name) as file:
        file.seek(positions.start)
        while chunk := file.read(min(left, CHUNK_BYTES)):
            yield chunk
            left -= len(chunk)
