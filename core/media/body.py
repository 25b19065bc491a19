"""What is sent around a picture."""

from core.media.errors import TooLargeError

# What a multipart form needs beside its file.
FORM_OVERHEAD = 64 * 1024


def refuse_large_body(content_length: str | None, *, limit: int) -> None:
    """Refuse by the announced length, before the body is read. Raises TooLargeError."""
    if content_length and content_length.isdigit() and int(content_length) > limit + FORM_OVERHEAD:
        raise TooLargeError.of(int(content_length))
