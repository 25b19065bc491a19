"""From which pages a request may act by the cookies that a browser sends along from any page."""

from collections.abc import Iterable
from urllib.parse import urlparse

from channels.security.websocket import OriginValidator
from django.conf import settings


def is_trusted_origin(origin: str | None, *, own: Iterable[str]) -> bool:
    """Whether a request's `Origin` is one of `own` or of CSRF_TRUSTED_ORIGINS, compared by scheme,
    host and port; or absent, as in apps."""
    if origin is None:
        return True
    # Django writes a wildcard as `https://*.example.com`, Channels as `https://.example.com`.
    trusted = [each.replace("://*.", "://.") for each in settings.CSRF_TRUSTED_ORIGINS]
    validator = OriginValidator(None, [*own, *trusted])
    try:
        return bool(validator.validate_origin(urlparse(origin)))
    except ValueError:
        return False
