"""Here the limits hold; everywhere else they are off."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from core import redis
from tests.accounts.conftest import hashed
from tests.factories import make_post
from tests.limits.entry_points import Cast
from tests.posts.conftest import files

__all__ = ["files", "hashed"]


@pytest.fixture(autouse=True)
def _limited(limited: None) -> None: ...


@pytest.fixture
def cast(
    alice: User,
    bob: User,
    client_of: Callable[[User], Client],
    api_of: Callable[[User], APIClient],
) -> Cast:
    """bob is logged in, in a browser and in an app."""
    return Cast(alice, bob, client_of(bob), api_of(bob), make_post(alice))


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
