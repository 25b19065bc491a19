"""Parameters of URLs that pages and the API read alike."""

from core.errors import DomainError


def read_after_seq(text: str | None) -> int | None:
    """The number of a message; None if absent. Raises DomainError."""
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise DomainError(attr="after_seq")
    return int(text)
