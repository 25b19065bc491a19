"""The short name of a post in its permalink."""

import re
import secrets

PATTERN = re.compile(r"[A-Za-z0-9_-]{11}")


def new_shortcode() -> str:
    """64 random bits as 11 characters that are safe in a URL: not to be guessed from others."""
    return secrets.token_urlsafe(8)
