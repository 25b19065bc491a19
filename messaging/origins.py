"""Which pages may open a socket: a browser sends its cookies along from any page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.http import is_same_domain

from messaging.asgi import Scope, header


def is_welcome(scope: Scope) -> bool:
    """Our own pages, those of CSRF_TRUSTED_ORIGINS, and apps, which send no Origin at all."""
    origin = header(scope, b"origin")
    return origin is None or _is_own(origin, header(scope, b"host")) or _is_trusted(origin)


def _is_own(origin: str, host: str | None) -> bool:
    """By host and port only: behind a proxy that ends TLS we do not see the scheme."""
    scheme, separator, place = origin.lower().partition("://")
    return bool(separator) and scheme in {"http", "https"} and place == (host or "").lower()


def _is_trusted(origin: str) -> bool:
    return any(
        _matches(origin.lower(), trusted.lower()) for trusted in settings.CSRF_TRUSTED_ORIGINS
    )


def _matches(origin: str, trusted: str) -> bool:
    """As Django's CSRF check has it: the same, or `https://*.example.com` for every subdomain."""
    if "*" not in trusted:
        return origin == trusted
    try:
        asked, pattern = urlsplit(origin), urlsplit(trusted)
    except ValueError:
        return False
    return asked.scheme == pattern.scheme and is_same_domain(
        asked.netloc, pattern.netloc.removeprefix("*")
    )
