"""A websocket client like an app's."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

PATIENCE = 10.0


@contextmanager
def opened(url: str, *, origin: Any = None, headers: dict[str, str]) -> Iterator["Socket"]:
    """A handshake that succeeds. Raises InvalidStatus where it is refused."""
    with connect(
        url, origin=origin, additional_headers=headers, proxy=None, open_timeout=PATIENCE
    ) as connection:
        yield Socket(connection)


class Socket:
    """Waits for what should come; nothing here sleeps."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def send(self, **frame: Any) -> None:
        self.connection.send(json.dumps(frame))

    def next(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """What comes next. Raises TimeoutError."""
        event: dict[str, Any] = json.loads(self.connection.recv(timeout=seconds))
        return event

    def settle(self) -> None:
        """Wait until the server has answered all that was sent."""
        self.send(type="ping")
        event = self.next()
        assert (event.pop("type"), set(event)) == ("pong", {"conversations"})

    def answers(self) -> None:
        """As `settle`, whatever else may come before."""
        self.send(type="ping")
        while self.next()["type"] != "pong":
            pass

    def look_at(self, *posts: Any) -> None:
        self.send(type="subscribe", posts=[str(post.pk) for post in posts])
        self.settle()

    def close_code(self) -> int | None:
        """The code that the server closes with; what comes before does not matter."""
        try:
            while True:
                self.next()
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None

    def close(self) -> None:
        self.connection.close()
