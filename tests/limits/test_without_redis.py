"""With Redis gone or hung limits still hold: in each process, and for logging in exactly."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from core import limits
from core.limits.site import API
from core.redis import RedisError, durable
from posts.limits import COMMENTS
from tests.accounts.api import LOGIN
from tests.factories import make_post
from tests.limits.quotas import assert_refused, remaining
from tests.threads import at_once

WRONG = {"login": "alice", "password": "wrong-horse-battery"}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
def test_each_process_still_limits(
    alice: User, bob: User, client_of: Callable[[User], Client]
) -> None:
    with pytest.raises(RedisError):
        durable().ping()
    path = f"{make_post(alice).get_absolute_url()}comments"
    browser = client_of(bob)
    for number in range(COMMENTS.amount):
        response = browser.post(path, {"text": "Lovely."})
        assert response.status_code == 302
        assert remaining(response, COMMENTS) == COMMENTS.amount - number - 1
    assert_refused(browser.post(path, {"text": "Lovely."}), COMMENTS)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
def test_a_redis_that_hangs_is_not_waited_for_again_and_again(
    alice: User, redis_attempts: list[object]
) -> None:
    for _ in range(100):
        limits.hit(API, by=alice.pk)
    assert len(redis_attempts) <= 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_redis")
def test_logging_in_is_counted_exactly(alice: User) -> None:
    def guess() -> Any:
        return APIClient().post(LOGIN, WRONG, format="json").status_code

    statuses = at_once([guess] * 20)
    assert sorted(statuses) == [401] * 5 + [429] * 15


@pytest.mark.django_db(transaction=True)
def test_of_sixty_guesses_at_once_five_are_looked_at(alice: User, hashed: list[bytes]) -> None:
    def guess(number: int) -> int:
        app = APIClient(REMOTE_ADDR=f"198.51.100.{number}")
        return int(app.post(LOGIN, WRONG, format="json").status_code)

    statuses = at_once([partial(guess, number) for number in range(60)])
    assert sorted(statuses) == [401] * 5 + [429] * 55
    assert len(hashed) == 5
