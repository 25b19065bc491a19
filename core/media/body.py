"""The size of an upload's request body."""

from core.media.errors import TooLargeError

# A multipart form is larger than its file.
FORM_OVERHEAD = 64 * 1024


def check_content_length(content_length: str | None, *, limit: int) -> None:
    """Raises TooLargeError for a body that says it is larger than `limit` bytes; reads nothing."""
    if content_length and content_length.isdigit() and int(content_length) > limit + FORM_OVERHEAD:
        raise TooLargeError.of(int(content_length))
