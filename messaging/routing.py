"""The one websocket, `/ws/`; other paths are refused at the handshake."""

from typing import Any, cast

from channels.routing import URLRouter
from django.urls import path, re_path

from messaging.consumers import LiveConsumer
from messaging.sockets.asgi import refuse
from messaging.sockets.middleware import OutageMiddleware, SessionMiddleware
from messaging.sockets.origins import OriginMiddleware

PATH = "ws/"

live = OutageMiddleware(SessionMiddleware(LiveConsumer.as_asgi()))
# Channels routes ASGI applications by Django's own patterns, whose types know only views.
routes: list[Any] = [path(PATH, cast(Any, live)), re_path("", cast(Any, refuse))]
websocket = OriginMiddleware(URLRouter(routes))
