"""JSON that is kept for all requests: the origin of its URLs is filled in at the end."""

import json
import secrets
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from rest_framework.serializers import BaseSerializer
from rest_framework.utils.urls import replace_query_param

from core.api.renderers import JSONRenderer
from core.pagination import Cursor
from core.web.etags import with_etag
from core.web.slots import keep

# In kept bytes: JSON escapes control characters.
ORIGIN = b"\x01"
# While serializing; random, so that no text contains it.
_ORIGIN = secrets.token_hex(16)


class _AnyRequest:
    """Replaces the request in the context of a serializer."""

    def build_absolute_uri(self, url: str) -> str:
        return url if "://" in url else f"{_ORIGIN}{url}"


def portable_json(serializer: type[BaseSerializer[Any]], item: Any, **context: Any) -> bytes:
    """What `serializer` makes of `item`, for `localise`. Its context's `request` knows URLs alone:
    what differs by viewer has no place here."""
    data = serializer(item, context={"request": _AnyRequest(), **context}).data
    rendered = JSONRenderer().render(data)
    return keep(rendered.replace(_ORIGIN.encode(), ORIGIN))


def list_response(
    request: HttpRequest, bodies: Sequence[bytes], *, further: Cursor | None
) -> HttpResponse:
    """The contract's list, of portable items; there is no page before it.

    A 304 where it is what the client has, by its `If-None-Match`.
    """
    url = "null"
    if further is not None:
        url = json.dumps(replace_query_param(request.build_absolute_uri(), "cursor", str(further)))
    origin = f"{request.scheme}://{request.get_host()}".encode()
    items = localise(b",".join(bodies), origin)
    body = b'{"results":[%b],"next":%b,"previous":null}' % (items, url.encode())
    return with_etag(request, HttpResponse(body, content_type="application/json"), body)


def localise(body: bytes, origin: bytes) -> bytes:
    """The JSON for requests to `origin`, such as `https://photos.example`."""
    return body.replace(ORIGIN, origin)
