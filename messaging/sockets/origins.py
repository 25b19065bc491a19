"""Which pages may open a socket: a browser sends its cookies along from any page."""

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from core.web.origins import is_trusted_origin
from messaging.sockets.asgi import (
    Application,
    Receive,
    Scope,
    Send,
    header,
    log_refusal_of,
    refuse,
)


class OriginMiddleware:
    """Refuses foreign pages at the handshake."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if is_allowed_origin(scope):
            await self.app(scope, receive, send)
            return
        log_refusal_of(scope, "foreign_origin")
        await refuse(scope, receive, send)


def is_allowed_origin(scope: Scope) -> bool:
    """Own pages, those of CSRF_TRUSTED_ORIGINS, and apps, which send no Origin.

    Own pages are those of the Host, which must be one of ALLOWED_HOSTS: Channels leaves that to
    Django, which checks it for pages only. Behind a proxy that ends TLS the scheme is not known.
    """
    origin, host = header(scope, b"origin"), header(scope, b"host") or ""
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        return False
    return is_trusted_origin(origin, own=[f"http://{host}", f"https://{host}"])
