"""`/.well-known/security.txt` (RFC 9116): whom to tell of a weakness."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# The reader should ask again before that; a site that is given up says nothing any more.
GOOD_FOR = timedelta(days=90)


@require_safe
@cache_control(public=True, max_age=86400)
def security_txt(request: HttpRequest) -> HttpResponse:
    midnight = (now() + GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    # The mailbox that RFC 2142 has for it.
    mailbox = f"mailto:security@{urlsplit(settings.SITE_URL).hostname}"
    lines = [
        f"Contact: {settings.SECURITY_CONTACT or mailbox}",
        f"Expires: {midnight.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
