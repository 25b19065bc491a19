"""The floor of live events: a bare Channels group on daphne. What one socket says, all get."""

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter

django.setup(set_prefix=False)

_GROUP = "bench"


class Echo(AsyncWebsocketConsumer):  # type: ignore[misc] # no types
    async def connect(self) -> None:
        await self.channel_layer.group_add(_GROUP, self.channel_name)
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.channel_layer.group_send(_GROUP, {"type": "said", "text": text_data})

    async def said(self, message: dict[str, str]) -> None:
        await self.send(message["text"])


application = ProtocolTypeRouter({"websocket": Echo.as_asgi()})
