"""Counting: exact for many at once, in whatever keeps the count, and bounded."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from core import limits, redis
from core.limits import By, Limit, LimitedError, Quota
from core.limits.memory_store import MemoryStore
from core.limits.sql_store import purge_expired_attempts
from core.models import Attempts
from tests.limits.clock import Clock
from tests.outages import redis_outage
from tests.outbox import run_schedule
from tests.threads import at_once

SHARED = Limit("shared", 5, 60, By.USER, "what is counted in Redis")
EXACT = Limit("exact", 5, 60, By.USER, "what is counted in PostgreSQL", is_exact=True)


@pytest.fixture(params=["redis", "process", "postgresql"])
def limit(request: Any, db: None, tmp_path: Path) -> Iterator[Limit]:
    """A limit of five in a minute, once for each place where counts are kept."""
    if request.param != "process":
        yield EXACT if request.param == "postgresql" else SHARED
        return
    with redis_outage(tmp_path):
        yield SHARED


def allowed(limit: Limit, *, by: object = "alice") -> bool:
    try:
        limits.hit(limit, by=by)
    except LimitedError:
        return False
    return True


def test_the_amount_passes_and_the_next_is_refused(limit: Limit) -> None:
    assert [allowed(limit) for _ in range(7)] == [True] * 5 + [False] * 2
    assert allowed(limit, by="bob")


def test_what_is_refused_says_how_long_to_wait_and_in_words(limit: Limit) -> None:
    for _ in range(5):
        limits.hit(limit, by="alice")
    with pytest.raises(LimitedError) as refusal:
        limits.hit(limit, by="alice")
    error = refusal.value
    assert (error.status, error.code) == (429, "throttled")
    assert 55 < error.retry_after <= 60
    assert str(error).startswith("Too many attempts. Please try again in ")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"), (2, "2 seconds"), (59, "59 seconds"), (60, "1 minute"),
        (61, "2 minutes"), (3540, "59 minutes"), (3541, "1 hour"), (3601, "2 hours"),
        (86_400, "24 hours"),
    ],
)  # fmt: skip
def test_whoever_waits_as_long_as_they_are_told_is_let_in(seconds: int, words: str) -> None:
    quota = Quota(SHARED, is_allowed=False, remaining=0, reset_after=seconds)
    assert str(LimitedError(quota)).endswith(f" in {words}.")


def test_the_last_try_can_be_given_back(limit: Limit) -> None:
    for _ in range(5):
        limits.hit(limit, by="alice")
    limits.refund(limit, by="alice")
    assert [allowed(limit), allowed(limit)] == [True, False]
    limits.refund(limit, by="nobody")


def test_all_tries_can_be_forgotten(limit: Limit) -> None:
    for by in ("alice", "bob"):
        for _ in range(5):
            limits.hit(limit, by=by)
    limits.reset(limit, by="alice")
    assert [allowed(limit) for _ in range(6)] == [True] * 5 + [False]
    assert not allowed(limit, by="bob")


@pytest.mark.parametrize("by", ["", "al\0ice", "\ud800", "ä" * 100_000, "a b/c:{d}", 7, None])
def test_anything_can_be_counted_by(limit: Limit, by: object) -> None:
    assert [allowed(limit, by=by) for _ in range(6)] == [True] * 5 + [False]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kept_in", ["redis", "process", "postgresql"])
def test_of_sixty_at_once_exactly_the_amount_passes(kept_in: str, tmp_path: Path) -> None:
    limit = EXACT if kept_in == "postgresql" else SHARED
    with redis_outage(tmp_path) if kept_in == "process" else nullcontext():
        assert sum(at_once([partial(allowed, limit)] * 60)) == 5
        assert not allowed(limit)


def test_a_try_is_too_old_after_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """It moves: what was tried late in one minute counts in the next."""
    clock = Clock(monkeypatch)
    for seconds in (0, 0, 0, 50, 50):
        clock.seconds = seconds
        assert allowed(SHARED)
    clock.seconds = 59
    assert not allowed(SHARED)
    clock.seconds = 61
    assert [allowed(SHARED) for _ in range(4)] == [True] * 3 + [False]


def test_a_process_forgets_after_the_window_too(monkeypatch: pytest.MonkeyPatch) -> None:
    store, clock = MemoryStore(), Clock(monkeypatch)
    for seconds in (0, 0, 0, 50, 50):
        clock.seconds = seconds
        assert store.hit(SHARED, "alice").is_allowed
    clock.seconds = 59
    refused = store.hit(SHARED, "alice")
    assert (refused.is_allowed, refused.reset_after) == (False, 1)
    clock.seconds = 61
    responses = [store.hit(SHARED, "alice").is_allowed for _ in range(4)]
    assert responses == [True] * 3 + [False]


@pytest.mark.django_db
def test_rows_forget_after_the_window_and_are_swept_away() -> None:
    for _ in range(5):
        limits.hit(EXACT, by="alice")
    assert not allowed(EXACT)
    _make_older(seconds=30)
    assert not allowed(EXACT)
    assert purge_expired_attempts() == 0
    _make_older(seconds=31)
    assert allowed(EXACT)
    assert [len(row.times) for row in Attempts.objects.all()] == [1]
    _make_older(seconds=61)
    assert Attempts.objects.count() == 1
    run_schedule()
    assert not Attempts.objects.exists()


def _make_older(*, seconds: int) -> None:
    age = timedelta(seconds=seconds)
    for row in Attempts.objects.all():
        row.times = [time - age for time in row.times]
        row.save()
    Attempts.objects.update(until=F("until") - age)
    assert Attempts.objects.filter(until__lt=Now() + timedelta(minutes=1)).exists()


@pytest.mark.django_db
def test_a_row_keeps_neither_name_nor_address_nor_more_tries_than_count() -> None:
    for _ in range(9):
        allowed(EXACT, by="alice@example.org")
    [row] = Attempts.objects.all()
    assert len(row.times) == 5
    assert len(bytes(row.key)) == 32
    limits.hit(SHARED, by="alice@example.org")
    [key] = redis.durable().keys("limit:*")
    assert b"alice" not in key
    assert 0 < redis.durable().ttl(key) <= 60


@pytest.mark.django_db(transaction=True)
def test_an_exact_count_cannot_be_rolled_back(settings: Any) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        limits.hit(EXACT, by="alice")
    settings.RATE_LIMITS = False
    with pytest.raises(RuntimeError), transaction.atomic():
        limits.hit(EXACT, by="alice")


def test_many_keys_do_not_fill_the_memory_of_a_process() -> None:
    store = MemoryStore(max_attempts=100)
    for number in range(1000):
        store.hit(SHARED, f"key {number}")
        assert store.hit(SHARED, "regular").is_allowed is (number < 5)
        assert len(store) <= 100
    assert store.keys <= 100
    store.clear()
    assert len(store) == 0


def test_what_was_looked_at_only_takes_no_room() -> None:
    store = MemoryStore()
    for number in range(100):
        store.peek(SHARED, f"key {number}")
        store.refund(SHARED, f"key {number}")
        store.reset(SHARED, f"key {number}")
    assert (len(store), store.keys) == (0, 0)
    store.hit(SHARED, "key")
    store.refund(SHARED, "key")
    assert (len(store), store.keys) == (0, 0)


def test_a_count_is_one_round_trip(round_trips: Callable[[], int]) -> None:
    limits.hit(SHARED, by="alice")
    before = round_trips()
    limits.hit(SHARED, by="alice")
    assert round_trips() - before == 1


def test_a_redis_that_forgot_the_scripts_is_told_them() -> None:
    redis.durable().script_flush()
    assert [allowed(SHARED) for _ in range(6)] == [True] * 5 + [False]


def test_switched_off_nothing_is_counted(settings: Any) -> None:
    settings.RATE_LIMITS = False
    assert all(allowed(SHARED) for _ in range(20))
    limits.refund(SHARED, by="alice")
    limits.reset(SHARED, by="alice")
    assert limits.peek(SHARED, by="alice") is None
    assert redis.durable().dbsize() == 0
