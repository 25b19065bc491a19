"""The cast, and their browsers and apps.

alice posts, bob follows her, carol is a stranger; dave and erin are further users.
"""

import gc
import os
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from core import redis
from core.limits.limiter import clear_memory
from core.live import events as realtime
from core.outbox import notify
from core.web.stacks import StacksHandler
from tests.factories import give_second_factor, log_in, make_user, use_access_token
from tests.outbox import deliver_due

pytest_plugins = ["tests.core.listener", "tests.outages", "tests.processes", "tests.sampling"]


# Requests of tests pass the same middleware as those of clients.
ClientHandler.__bases__ = (StacksHandler,)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: some tests wait for real processes most of the time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Everything imported by now stays; the garbage collector need not visit it again.

    Nor need it come as often as by default: a test makes much that its end throws away.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture
def alice(db: None) -> User:
    return make_user("alice")


@pytest.fixture
def bob(db: None) -> User:
    return make_user("bob")


@pytest.fixture
def carol(db: None) -> User:
    return make_user("carol")


@pytest.fixture
def dave(db: None) -> User:
    return make_user("dave")


@pytest.fixture
def erin(db: None) -> User:
    return make_user("erin")


@pytest.fixture
def admin_user(admin_user: User) -> User:
    """A superuser for whom the admin is open."""
    give_second_factor(admin_user)
    return admin_user


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser in which a user is logged in."""

    def logged_in(user: User) -> Client:
        client = Client()
        log_in(client, user)
        return client

    return logged_in


@pytest.fixture
def api_of() -> Callable[[User], APIClient]:
    """An app in which a user is logged in, by a real token."""

    def log_in(user: User) -> APIClient:
        client = APIClient()
        use_access_token(client, user)
        return client

    return log_in


@pytest.fixture
def deliver() -> Callable[[], None]:
    """Do the work that waits in the outbox, here and now, by the code that the worker runs."""

    def deliver_all() -> None:
        deliver_due()

    return deliver_all


@pytest.fixture
def limited(settings: Settings) -> None:
    """Rate limits are on, and nothing is counted yet."""
    settings.RATE_LIMITS = True


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    """Each test begins with an empty Redis, a closed breaker and a broker that answers."""
    clear_memory()
    notify.breaker.reset()
    redis.reset_breakers()
    realtime.breaker.reset()
    redis.disposable().flushdb()
    if settings.REDIS_DURABLE_URL != settings.REDIS_DISPOSABLE_URL:
        redis.durable().flushdb()
