"""Links that say for whom they are: the image loaders of apps send no header.

A link stands in for the cookie and opens nothing by itself: whether that person may see the
photograph is asked at every read.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

PARAMETERS = frozenset({"for", "until", "signature"})


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a good link is for, and for how many more seconds."""

    viewer_id: UUID
    seconds: int


def link_query(*, base: str, viewer_id: UUID) -> str:
    """What makes the URLs of all renditions under `base` links for `viewer_id`."""
    until = _end()
    signature = _signature(base, viewer_id, until)
    return urlencode({"for": viewer_id, "until": until, "signature": signature})


def read_link(parameters: Mapping[str, str], *, base: str) -> Link | None:
    """None where it is incomplete, over, or not what we signed for this `base`."""
    try:
        viewer_id, until = UUID(parameters["for"]), int(parameters["until"])
        signature = parameters["signature"]
    except (KeyError, ValueError):
        return None
    if not constant_time_compare(signature, _signature(base, viewer_id, until)):
        return None
    left = until - now()
    return Link(viewer_id, left) if left > 0 else None


def now() -> int:
    """In Unix seconds."""
    return int(time.time())


def _end() -> int:
    """At least half of the time away, and the same for that long, so that caches keep the URL."""
    half = settings.MEDIA_LINK_SECONDS // 2
    return (now() // half + 2) * half


def _signature(base: str, viewer_id: UUID, until: int) -> str:
    signed = f"{base}:{viewer_id}:{until}"
    return salted_hmac("core.media.links", signed, algorithm="sha256").hexdigest()
