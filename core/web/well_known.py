"""`/robots.txt` (RFC 9309) and `/.well-known/security.txt` (RFC 9116)."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Profiles and permalinks may be indexed.
DISALLOWED_PATHS = ["/accounts/", "/admin/", "/api/", "/create"]
# Short enough that the contact of an abandoned site expires.
SECURITY_TXT_LIFETIME = timedelta(days=90)


@require_safe
@cache_control(public=True, max_age=86400)
def robots_txt(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in DISALLOWED_PATHS)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=86400)
def security_txt(request: HttpRequest) -> HttpResponse:
    """How to report a vulnerability: `SECURITY_CONTACT`, or else RFC 2142's security mailbox."""
    expires = (now() + SECURITY_TXT_LIFETIME).replace(hour=0, minute=0, second=0, microsecond=0)
    mailbox = f"mailto:security@{urlsplit(settings.SITE_URL).hostname}"
    lines = [
        f"Contact: {settings.SECURITY_CONTACT or mailbox}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
