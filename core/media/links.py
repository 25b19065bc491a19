"""Signed links to files, for image loaders in apps that send no Authorization header.

A link only says who the viewer is, like a session cookie. Whether that viewer may see the photo
is checked at every request.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

LINK_PARAMS = frozenset({"for", "until", "signature"})


@dataclass(frozen=True, slots=True)
class Link:
    """A valid link's viewer, and the seconds until it expires."""

    viewer_id: UUID
    seconds: int


def link_query(*, base: str, viewer_id: UUID) -> str:
    """The query string that makes URLs under the key `base` signed links for one viewer.

    Valid for `MEDIA_LINK_SECONDS` at most, and for at least half of that.
    """
    until = _expiry()
    signature = _signature(base, viewer_id, until)
    return urlencode({"for": viewer_id, "until": until, "signature": signature})


def verify_link(parameters: Mapping[str, str], *, base: str) -> Link | None:
    """The link in a query string; None if it is incomplete, expired or not signed for `base`."""
    try:
        viewer_id, until = UUID(parameters["for"]), int(parameters["until"])
        signature = parameters["signature"]
    except (KeyError, ValueError):
        return None
    if not constant_time_compare(signature, _signature(base, viewer_id, until)):
        return None
    seconds = until - now()
    return Link(viewer_id, seconds) if seconds > 0 else None


def now() -> int:
    """In Unix seconds."""
    return int(time.time())


def _expiry() -> int:
    """In Unix seconds, rounded, so that a URL stays the same for a while and can be cached."""
    half = settings.MEDIA_LINK_SECONDS // 2
    return (now() // half + 2) * half


def _signature(base: str, viewer_id: UUID, until: int) -> str:
    signed = f"{base}:{viewer_id}:{until}"
    return salted_hmac("core.media.links", signed, algorithm="sha256").hexdigest()
