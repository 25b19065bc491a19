"""Bodies without a length, which Django would take for empty: it reads CONTENT_LENGTH bytes."""

from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# More than the proxy lets through; it also bounds those that are smaller.
MAX_BYTES = 330_000_000
MEMORY_MAX_BYTES = 2 << 20
_PIECE_BYTES = 1 << 16


class ChunkedBodies:
    """WSGI middleware that takes such a body in, on disk if it is large, and counts its bytes."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
            # Open as long as the request: what reads it may come after the response has begun.
            body = SpooledTemporaryFile(max_size=MEMORY_MAX_BYTES)  # noqa: SIM115
            length = _copy(environ["wsgi.input"], body)
            if length > MAX_BYTES:
                start_response("413 Content Too Large", [("Content-Length", "0")])
                return []
            environ |= {"wsgi.input": body, "CONTENT_LENGTH": str(length)}
        return self._application(environ, start_response)


def _copy(source: Any, target: IO[bytes]) -> int:
    """How many bytes there were; it stops after the most that are allowed."""
    length = 0
    while length <= MAX_BYTES and (piece := source.read(_PIECE_BYTES)):
        target.write(piece)
        length += len(piece)
    target.seek(0)
    return length
