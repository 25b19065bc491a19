from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from accounts.models import User
from accounts.services.sessions import start_session
from tests.messaging.client import Socket, opened
from tests.processes import Server

OpenSocket = Callable[..., Socket]


@pytest.fixture
def open_socket(server: Server) -> Iterator[OpenSocket]:
    """`open_socket(bob)` as an app does; or with headers, an origin, a query of one's own.

    The server must log no error, whatever is sent and whichever side disconnects.
    """
    before = len(server.output())
    with ExitStack() as stack:

        def open_(
            user: User | None = None,
            *,
            query: str = "",
            origin: str | None = None,
            **headers: Any,
        ) -> Socket:
            if user:
                headers["Authorization"] = f"Bearer {start_session(user=user).access}"
            url = f"{server.ws_url}{query}"
            return stack.enter_context(opened(url, origin=origin, headers=headers))

        yield open_
    printed = server.output()[before:]
    assert "Traceback" not in printed
    assert '"level": "error"' not in printed
