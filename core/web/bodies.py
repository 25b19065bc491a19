"""How much of a body is read: 1 MB, and more only of those who are logged in, where files belong.

It is decided before anything reads the body, form parsers and the check for CSRF included.
"""

from collections.abc import Callable
from contextlib import ExitStack, suppress
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest, HttpResponse, QueryDict

from core.api.errors import MalformedError
from core.db.transactions import release_connection
from core.errors import DomainError, TooLargeError, UnavailableError
from core.limits.concurrency import ConcurrencyLimit, ConcurrencyLimitPerKey
from core.media import errors as media_errors
from core.media.formats import IMAGE_MAX_BYTES
from core.web.error_pages import error_response

View = TypeVar("View", bound=Callable[..., Any])

# A multipart form is larger than its files by the other fields and the boundaries.
FORM_OVERHEAD_BYTES = 64 * 1024
MULTIPART = "multipart/form-data"
# They arrive slowly, and each takes a thread.
LARGE_BODIES = ConcurrencyLimit(at_once=settings.UPLOADS_AT_ONCE, waiting=0, seconds=0)
LARGE_BODIES_OF_USER = ConcurrencyLimitPerKey(at_once=settings.UPLOADS_AT_ONCE_PER_USER)
# As much as the proxy collects before the application hears of a request (deploy/Caddyfile).
COLLECTED_MAX_BYTES = 1_100_000
# Bodies that arrive slowly all the same must not take all threads.
DISCARDS = ConcurrencyLimit(at_once=16, waiting=0, seconds=0)
_PIECE_BYTES = 64 * 1024
# In `META`: what a large body holds as long as the request.
_HELD = "core.web.bodies.held"


class BodyLimitMiddleware:
    """Bounds the bodies of pages, and how many large bodies arrive at once.

    An API view bounds its own (`admit_body`), once it knows whose token it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _may_be_large(request):
            return self.get_response(request)
        with ExitStack() as held:
            request.META[_HELD] = held
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if hasattr(getattr(view, "cls", None), "max_photos"):
            return None
        is_large = _may_be_large(request)
        is_known = is_large and request.user.is_authenticated
        lead_to_login = getattr(view, "lead_to_login", None)
        if is_large and lead_to_login and not is_known:
            # It looks for the page to come back to, which is not worth the body.
            request.POST = QueryDict()
            response: HttpResponse = lead_to_login(request)
            return response
        try:
            photos = getattr(view, "max_photos", 0) if is_known else 0
            admit_body(request, photos=photos, user_id=request.user.pk if is_known else None)
        except DomainError as error:
            return error_response(request, error)
        return None


def accepts_photos(most: int) -> Callable[[View], View]:
    """Declares that a page's form may hold so many photos."""

    def declare(view: View) -> View:
        view.max_photos = most  # type: ignore[attr-defined]
        return view

    return declare


def admit_body(request: HttpRequest, *, photos: int, user_id: UUID | None) -> None:
    """Let a body be read up to its limit; call it before anything reads. `photos` may be in it.

    Where more than 1 MB is to be read, no database connection is held meanwhile. Raises
    TooLargeError without reading more than the limit, MalformedError, and UnavailableError if too
    many large bodies arrive already.
    """
    limit = _limit(request, photos)
    length = _content_length(request)
    if length > limit:
        raise _too_large(photos, length)
    if _is_chunked(request):
        release_connection()
        _take_in(request, limit, photos, user_id)
        return
    if length > _limit(request, 0):
        release_connection()
        _take_turn(request, user_id)
    if length:
        _read_from(request, WholeBody(request.META["wsgi.input"], length))


def discard_rest(environ: dict[str, Any]) -> None:
    """Read what a response has left of a small body, as nginx's `lingering_close` does.

    A server that closes such a connection may take its response along. The proxy has collected the
    body already; of large ones the proxy itself refuses what exceeds our limits.
    """
    left = COLLECTED_MAX_BYTES
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > left or not (length or "HTTP_TRANSFER_ENCODING" in environ):
        return
    release_connection()
    with suppress(UnavailableError), DISCARDS.turn():
        while left > 0 and (piece := environ["wsgi.input"].read(_PIECE_BYTES)):
            left -= len(piece)


class WholeBody(LimitedStream):
    """Raises OSError where a body ends early: granian does not tell it from the end."""

    limit: int
    _pos: int

    def read(self, size: int | None = -1, /) -> bytes:
        left = self.limit - self._pos
        expected = left if size is None or size < 0 else min(size, left)
        data: bytes = super().read(expected)
        if len(data) < expected:
            raise OSError("The body ended early.")
        return data


def _limit(request: HttpRequest, photos: int) -> int:
    if photos and request.content_type == MULTIPART:
        return photos * IMAGE_MAX_BYTES + FORM_OVERHEAD_BYTES
    limit: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return limit


def _too_large(photos: int, length: int) -> DomainError:
    return media_errors.TooLargeError.of(length) if photos == 1 else TooLargeError()


def _may_be_large(request: HttpRequest) -> bool:
    is_large = _content_length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return is_large or _is_chunked(request)


def _is_chunked(request: HttpRequest) -> bool:
    return "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()


def _content_length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or ""
    return int(text) if text.isascii() and text.isdigit() else 0


def _take_turn(request: HttpRequest, user_id: UUID | None) -> None:
    held: ExitStack = request.META[_HELD]
    if user_id:
        held.enter_context(LARGE_BODIES_OF_USER.turn(user_id))
    held.enter_context(LARGE_BODIES.turn())


def _take_in(request: HttpRequest, limit: int, photos: int, user_id: UUID | None) -> None:
    """Give a chunked body the length that Django reads bodies by; on disk if it is large."""
    held: ExitStack = request.META[_HELD]
    small = _limit(request, 0)
    file = SpooledTemporaryFile(max_size=small)  # noqa: SIM115 - with the request
    body: IO[bytes] = held.enter_context(file)
    length = 0
    while piece := request.META["wsgi.input"].read(_PIECE_BYTES):
        if length <= small < length + len(piece) <= limit:
            _take_turn(request, user_id)
        length += len(piece)
        if length > limit:
            raise _too_large(photos, length)
        body.write(piece)
    if request.content_type == MULTIPART and not _has_end(request, body, length):
        raise MalformedError
    body.seek(0)
    request.META["CONTENT_LENGTH"] = str(length)
    del request.META["HTTP_TRANSFER_ENCODING"]
    _read_from(request, body)


def _read_from(request: HttpRequest, stream: Any) -> None:
    request._stream = stream


def _has_end(request: HttpRequest, body: IO[bytes], length: int) -> bool:
    """Whether the form's last boundary arrived: a client that left shows no other sign."""
    boundary = (request.content_params or {}).get("boundary", "")
    body.seek(max(0, length - 1024))
    return f"--{boundary}--".encode() in body.read()
