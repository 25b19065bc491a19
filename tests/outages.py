"""A Redis that is gone, or hangs, during a test."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from core import redis

# A client tries twice: that of the fixture, and then the first of each kind in the process.
ATTEMPTS_MAX = 8


@pytest.fixture(params=["gone", "hung"])
def no_redis(request: Any, tmp_path: Path) -> Iterator[None]:
    """A socket without a listener, or one whose listener never answers."""
    with redis_outage(tmp_path, hung=request.param == "hung"):
        yield


@pytest.fixture
def redis_attempts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[object]:
    """Grows when this process tries to connect to a Redis that is away. No pause ends meanwhile."""
    monkeypatch.setattr("core.breaker.time", SimpleNamespace(monotonic=lambda: 1_000.0))
    attempts: list[object] = []
    connect = socket.socket.connect

    def counted(self: socket.socket, address: Any) -> None:
        if str(address).startswith(str(tmp_path)):
            attempts.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", counted)
    return attempts


@contextmanager
def redis_outage(folder: Path, *, hung: bool = False) -> Iterator[None]:
    """Both Redis roles are away meanwhile; `folder` takes a socket."""
    path = folder / "redis.sock"
    with redis_at(f"unix://{path}"), socket.socket(socket.AF_UNIX) as listener:
        if hung:
            listener.bind(str(path))
            listener.listen(64)
        with pytest.raises(redis.RedisError):
            redis.disposable().ping()
        redis.reset_breakers()
        yield


@contextmanager
def redis_at(url: str) -> Iterator[None]:
    """Both Redis roles are this server's meanwhile."""
    caches = {"default": {**settings.CACHES["default"], "LOCATION": url}}
    layers = channel_layers_at(url)
    _forget_clients()
    with override_settings(
        REDIS_DISPOSABLE_URL=url, REDIS_DURABLE_URL=url, CACHES=caches, CHANNEL_LAYERS=layers
    ):
        try:
            yield
        finally:
            for client in (redis.disposable(), redis.durable()):
                client.connection_pool.disconnect()
            _forget_clients()


def channel_layers_at(url: str) -> dict[str, Any]:
    """The setting, for a Redis elsewhere."""
    layer: dict[str, Any] = settings.CHANNEL_LAYERS["default"]
    [host] = layer["CONFIG"]["hosts"]
    config = {**layer["CONFIG"], "hosts": [{**host, "address": url}]}
    return {"default": {**layer, "CONFIG": config}}


def _forget_clients() -> None:
    redis.disposable.cache_clear()
    redis.durable.cache_clear()
