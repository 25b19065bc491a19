"""Counters equal the rows under concurrency."""

import random
from collections.abc import Callable
from functools import partial

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from social.models import Follow
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

THREADS, TURNS = 10, 12


def test_random_follows_and_unfollows_leave_exact_counts(
    alice: User, bob: User, carol: User, dave: User, erin: User,
    api_of: Callable[[User], APIClient],
) -> None:  # fmt: skip
    """Pairs follow each other at the same moment, which must not deadlock."""
    cast = [alice, bob, carol, dave, erin]
    apps = [[(person, api_of(person)) for person in cast] for _ in range(THREADS)]

    def play(number: int) -> list[int]:
        choose = random.Random(number)
        return [_one_turn(choose, apps[number], cast) for _ in range(TURNS)]

    responses = at_once([partial(play, number) for number in range(THREADS)])
    assert {status for each in responses for status in each} <= {200, 204}
    assert Follow.objects.exists()
    for person in cast:
        person.refresh_from_db()
        assert person.followers_count == Follow.objects.filter(following=person).count()
        assert person.following_count == Follow.objects.filter(follower=person).count()


def _one_turn(choose: random.Random, apps: list[tuple[User, APIClient]], cast: list[User]) -> int:
    person, app = choose.choice(apps)
    other = choose.choice([each for each in cast if each != person])
    method = choose.choice([app.post, app.post, app.delete])
    return int(method(f"/api/v1/users/{other.username}/follow").status_code)


def test_ten_simultaneous_follows_are_one_follower(
    alice: User, bob: User, api_of: Callable[[User], APIClient]
) -> None:
    apps = [api_of(bob) for _ in range(10)]
    taps = at_once([partial(app.post, "/api/v1/users/alice/follow") for app in apps])
    assert [tap.status_code for tap in taps] == [200] * 10
    alice.refresh_from_db()
    bob.refresh_from_db()
    assert (alice.followers_count, bob.following_count) == (1, 1)
