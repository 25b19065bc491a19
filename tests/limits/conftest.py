"""Here the limits hold; everywhere else they are off."""

from collections.abc import Callable
from typing import Any

import pytest

from core import redis
from tests.accounts.conftest import hashed
from tests.posts.conftest import files

__all__ = ["files", "hashed"]


@pytest.fixture(autouse=True)
def _limited(limited: None) -> None: ...


@pytest.fixture
def round_trips(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often the durable Redis has been written to since; a pipeline goes out in one piece."""
    sent: list[None] = []
    connection = redis.durable().connection_pool.connection_class
    send = connection.send_packed_command

    def watched(self: Any, *args: Any, **kwargs: Any) -> Any:
        sent.append(None)
        return send(self, *args, **kwargs)

    monkeypatch.setattr(connection, "send_packed_command", watched)
    return lambda: len(sent)
