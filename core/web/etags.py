"""ETags: a response that a client has, and that is still current, is not sent again."""

from collections.abc import Callable
from hashlib import blake2b
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


class PublicPageETagMiddleware:
    """Gives pages an ETag that everyone gets alike: they are not personal and set no cookie.

    The nonce of a page is new each time and no part of its ETag. A client keeps a page with the
    policy that it came with, so this wraps the middleware that sends policies: a 304 has none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not _is_public_page(request, response):
            return response
        return with_etag(request, response, _without_nonce(request, response.content))


def with_etag(request: HttpRequest, response: HttpResponse, content: bytes) -> HttpResponse:
    """The response with an ETag for `content`, or a 304 if it is what the client has.

    A weak one: compression changes the bytes.
    """
    response["ETag"] = etag = f'W/"{blake2b(content, digest_size=16).hexdigest()}"'
    return get_conditional_response(request, etag=etag, response=response) or response


def _without_nonce(request: HttpRequest, content: bytes) -> bytes:
    nonce = getattr(request, "csp_nonce", None)
    return content.replace(str(nonce).encode(), b"") if nonce else content


def _is_public_page(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.has_header("Cache-Control")
        and not response.cookies
        and response.get("Content-Type", "").startswith("text/html")
    )
