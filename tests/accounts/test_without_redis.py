"""With Redis gone, hung or emptied people still sign up, in and out."""

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from core import redis
from tests.accounts.doors import GRACE, LOGIN, REGISTER, cookie, get_me, post, refresh
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

FORM = {**GRACE, "password1": GRACE["password"]}


@pytest.fixture(params=["gone", "hung"])
def no_redis(request: Any, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A socket at which nobody listens, or somebody who never says a word."""
    path = str(tmp_path / "redis.sock")
    settings.REDIS_DISPOSABLE_URL = settings.REDIS_DURABLE_URL = f"unix://{path}"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"unix://{path}"}}
    _forget_clients()
    with socket.socket(socket.AF_UNIX) as listener:
        if request.param == "hung":
            listener.bind(path)
            listener.listen(64)
        with pytest.raises(redis.RedisError):
            redis.disposable().ping()
        redis.reset_breakers()
        yield
        redis.disposable().connection_pool.disconnect()
    _forget_clients()


def _forget_clients() -> None:
    redis.disposable.cache_clear()
    redis.durable.cache_clear()


def in_time(ask: Callable[[], Any], *, status: int) -> Any:
    start = time.monotonic()
    response = ask()
    assert response.status_code == status
    assert time.monotonic() - start < 2
    return response


@pytest.mark.usefixtures("no_redis")
def test_people_sign_up_in_and_out_on_the_pages() -> None:
    client = Client()
    in_time(lambda: client.post("/accounts/signup/", FORM), status=302)
    in_time(lambda: client.get("/accounts/logout/"), status=200)
    in_time(lambda: client.post("/accounts/logout/"), status=302)
    given = {"login": "grace", "password": GRACE["password"]}
    in_time(lambda: client.post("/accounts/login/", given), status=302)
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


@pytest.mark.usefixtures("no_redis")
def test_apps_sign_up_in_and_on() -> None:
    in_time(lambda: post(REGISTER, GRACE), status=201)
    given = {"login": "grace", "password": GRACE["password"]}
    signed_in = in_time(lambda: post(LOGIN, given), status=200)
    refreshed = in_time(lambda: refresh(cookie(signed_in).value), status=200)
    in_time(lambda: get_me(refreshed.json()["access"]), status=200)


@pytest.mark.usefixtures("no_redis")
def test_a_wrong_password_is_still_wrong(alice: User) -> None:
    given = {"login": "alice", "password": "wrong-horse-battery"}
    in_time(lambda: Client().post("/accounts/login/", given), status=400)
    in_time(lambda: post(LOGIN, given), status=401)


def test_nobody_is_signed_out_when_redis_is_emptied(alice: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "alice", "password": PASSWORD})
    redis.disposable().flushdb()
    assert client.get("/accounts/logout/").status_code == 200
