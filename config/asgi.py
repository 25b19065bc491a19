"""The ASGI application: the websocket alone. Pages and the API are `config.wsgi`."""

import os
from typing import Any

import django
from channels.routing import ProtocolTypeRouter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# Django must be set up before the socket's routing imports models.
django.setup(set_prefix=False)

from messaging.routing import websocket  # noqa: E402


async def not_found(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The response to a request that is not a websocket's."""
    headers = [(b"content-type", b"text/plain"), (b"x-content-type-options", b"nosniff")]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": b"Not found."})


application = ProtocolTypeRouter({"http": not_found, "websocket": websocket})
