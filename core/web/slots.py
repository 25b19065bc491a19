"""Slots: places in text that is kept, to be filled in for each request."""

import secrets
from collections.abc import Callable

# In kept bytes. PostgreSQL's text has no NUL, and neither has JSON or HTML made of it.
SLOT = b"\0"
# While rendering; random, so that no text contains it.
_MARK = secrets.token_hex(16)


def slot(name: str) -> str:
    """The slot in text that is being rendered, for `keep` and `split`."""
    return f"{_MARK}{name}{_MARK}"


def split(text: str) -> list[str]:
    """What was rendered in pieces: at odd places the names of slots."""
    return text.split(_MARK)


def keep(text: bytes) -> bytes:
    """What was rendered, for `fill` in any process."""
    return text.replace(_MARK.encode(), SLOT)


def fill(kept: bytes, value_of: Callable[[str], bytes]) -> bytes:
    """The text with the value of each slot, by its name."""
    if SLOT not in kept:
        return kept
    parts = kept.split(SLOT)
    parts[1::2] = [value_of(name.decode()) for name in parts[1::2]]
    return b"".join(parts)
