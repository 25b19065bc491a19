"""Five users do everything to one another at once: no deadlock, and all counts are exact."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet
from rest_framework.test import APIClient

from accounts.models import User
from core.models import OutboxEntry
from social.models import Block, CloseFriend, Follow, FollowRequest, Mute
from social.services import set_private
from tests.sampling import long
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ApiOf = Callable[[User], APIClient]
Pair = tuple[str, str]
THREADS, TURNS = 10, 40

# What one person does to another, and how often it is drawn.
ACTS: list[tuple[str, str, dict[str, bool] | None]] = [
    *[("post", "users/{}/follow", None)] * 4,
    *[("delete", "users/{}/follow", None)] * 2,
    *[("post", "follow-requests/{}/accept", None)] * 3,
    ("post", "follow-requests/{}/decline", None),
    ("delete", "users/{}/follower", None),
    ("post", "users/{}/block", None),
    *[("delete", "users/{}/block", None)] * 2,
    ("post", "users/{}/mute", None),
    ("post", "users/{}/mute", {"posts": False}),
    ("post", "users/{}/mute", {"stories": False}),
    *[("delete", "users/{}/mute", None)] * 2,
    *[("post", "users/{}/close-friend", None)] * 2,
    ("delete", "users/{}/close-friend", None),
]


@pytest.fixture
def cast(alice: User, bob: User, carol: User, dave: User, erin: User) -> list[User]:
    for person in (dave, erin):
        set_private(user=person, is_private=True)
    return [alice, bob, carol, dave, erin]


@pytest.mark.parametrize("seed", [1, *long([2, 3, 4])])
def test_a_storm_leaves_counts_rows_and_events_that_agree(
    seed: int, cast: list[User], api_of: ApiOf
) -> None:
    apps = [{person.pk: api_of(person) for person in cast} for _ in range(THREADS)]

    def play(number: int) -> list[int]:
        choose = random.Random(seed * 100 + number)
        return [_one_turn(choose, apps[number], cast) for _ in range(TURNS)]

    responses = at_once([partial(play, number) for number in range(THREADS)])
    statuses = Counter(status for each in responses for status in each)
    assert set(statuses) <= {200, 204, 404}
    assert statuses[200] + statuses[204] > THREADS * TURNS / 4
    _counts_equal_the_rows(cast)
    _no_tie_reaches_across_a_block()
    _each_change_was_told_once()


def test_ten_simultaneous_blocks_are_one_block(alice: User, bob: User, api_of: ApiOf) -> None:
    calls = []
    for _ in range(5):
        calls += [
            partial(api_of(alice).post, "/api/v1/users/bob/block"),
            partial(api_of(bob).post, "/api/v1/users/alice/block"),
        ]
    statuses = Counter(response.status_code for response in at_once(calls))
    assert statuses == {204: 5, 404: 5}
    assert Block.objects.count() == 1


def test_ten_simultaneous_mutes_are_one_mute_with_one_event_per_feed_change(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    bodies: list[dict[str, bool]] = [{}, {"posts": False}, {"stories": False}] * 3 + [{}]
    path = "/api/v1/users/bob/mute"
    calls = [partial(api_of(alice).post, path, body, format="json") for body in bodies]
    assert {response.status_code for response in at_once(calls)} == {204}
    (mute,) = Mute.objects.all()
    tally = _count_events("Muted", ("muter_id", "muted_id"))
    tally.subtract(_count_events("Unmuted", ("muter_id", "muted_id")))
    assert tally[str(alice.pk), str(bob.pk)] == int(mute.posts)


def test_ten_close_friends_added_during_a_block_leave_none_across_it(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    calls = [partial(api_of(alice).post, "/api/v1/users/bob/close-friend") for _ in range(5)]
    calls += [partial(api_of(bob).post, "/api/v1/users/alice/close-friend") for _ in range(5)]
    calls.insert(5, partial(api_of(bob).post, "/api/v1/users/alice/block"))
    assert {response.status_code for response in at_once(calls)} <= {204, 404}
    assert Block.objects.count() == 1
    _no_tie_reaches_across_a_block()


def test_going_public_during_requests_leaves_none_pending(
    cast: list[User], api_of: ApiOf, deliver: Callable[[], None]
) -> None:
    *others, erin = cast
    calls: list[Callable[[], object]] = [
        partial(api_of(person).post, "/api/v1/users/erin/follow") for person in others
    ]
    calls.append(partial(set_private, user=erin, is_private=False))
    at_once(calls)
    deliver()
    assert not FollowRequest.objects.exists()
    assert Follow.objects.filter(following=erin).count() == len(others)
    _counts_equal_the_rows(cast)


def _one_turn(choose: random.Random, apps: dict[UUID, APIClient], cast: list[User]) -> int:
    person, other = choose.sample(cast, 2)
    method, path, body = choose.choice(ACTS)
    call = getattr(apps[person.pk], method)
    response = call(f"/api/v1/{path.format(other.username)}", body, format="json")
    return int(response.status_code)


def _counts_equal_the_rows(cast: list[User]) -> None:
    for person in cast:
        person.refresh_from_db()
        assert person.followers_count == Follow.objects.filter(following=person).count()
        assert person.following_count == Follow.objects.filter(follower=person).count()


def _no_tie_reaches_across_a_block() -> None:
    apart = _pairs(Block.objects.values_list("blocker_id", "blocked_id"))
    ties = _pairs(Follow.objects.values_list("follower_id", "following_id"))
    ties += _pairs(FollowRequest.objects.values_list("follower_id", "following_id"))
    ties += _pairs(CloseFriend.objects.values_list("owner_id", "friend_id"))
    for one, other in apart:
        assert (other, one) not in apart
        assert (one, other) not in ties
        assert (other, one) not in ties


def _each_change_was_told_once() -> None:
    """Beginnings without ends are exactly the rows that are left."""
    requests, follower = FollowRequest.objects.all(), ("follower_id", "following_id")
    stories: list[tuple[str, str, QuerySet[Any], Pair]] = [
        ("Followed", "Unfollowed", Follow.objects.all(), follower),
        ("FollowRequested", "FollowRequestClosed", requests, follower),
        ("Blocked", "Unblocked", Block.objects.all(), ("blocker_id", "blocked_id")),
        ("Muted", "Unmuted", Mute.objects.filter(posts=True), ("muter_id", "muted_id")),
    ]
    for began, ended, rows, fields in stories:
        tally = _count_events(began, fields)
        assert tally, f"the storm had no {began}"
        tally.subtract(_count_events(ended, fields))
        standing = Counter(_pairs(rows.values_list(*fields)))
        assert +tally == standing
        assert not -tally


def _count_events(event: str, fields: tuple[str, str]) -> Counter[Pair]:
    """How often, by pair; a row for each of the event's subscribers, of which there is one."""
    payloads = OutboxEntry.objects.filter(event=event).values_list("payload", flat=True)
    return Counter((payload[fields[0]], payload[fields[1]]) for payload in payloads)


def _pairs(rows: Iterable[tuple[object, object]]) -> list[Pair]:
    return [(str(one), str(other)) for one, other in rows]
