"""How many threads do the same kind of work at once."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from core.errors import UnavailableError
from core.limits.concurrency import ConcurrencyLimit, ConcurrencyLimitPerKey
from tests.processes import wait_until


def run(call: Callable[[], None]) -> Thread:
    thread = Thread(target=call)
    thread.start()
    return thread


def test_beyond_the_limit_and_the_queue_it_refuses_at_once() -> None:
    limit = ConcurrencyLimit(at_once=2, waiting=0, seconds=60)
    with limit.turn(), limit.turn(), pytest.raises(UnavailableError) as refusal, limit.turn():
        pass
    assert refusal.value.retry_after
    with limit.turn():
        """The turns were given back."""


def test_a_key_has_its_own_turns() -> None:
    limit = ConcurrencyLimitPerKey(at_once=1)
    with limit.turn("alice"), limit.turn("bob"), pytest.raises(UnavailableError), limit.turn("bob"):
        pass
    with limit.turn("bob"):
        """The turn was given back."""


def test_a_thread_that_waits_too_long_is_refused_and_leaves_the_queue() -> None:
    limit = ConcurrencyLimit(at_once=1, waiting=1, seconds=0.01)
    with limit.turn():
        for _ in range(3):
            with pytest.raises(UnavailableError), limit.turn():
                pass
    assert not limit._queue
    with limit.turn():
        """The turn was not handed to one that had left."""


def test_a_turn_goes_to_those_that_wait_in_their_order() -> None:
    limit = ConcurrencyLimit(at_once=1, waiting=2, seconds=60)
    served: list[str] = []
    done = Event()

    def wait_for_turn(name: str) -> None:
        with limit.turn():
            served.append(name)
            done.wait(60)

    with limit.turn():
        first = run(lambda: wait_for_turn("first"))
        wait_until(lambda: len(limit._queue) == 1)
        second = run(lambda: wait_for_turn("second"))
        wait_until(lambda: len(limit._queue) == 2)
        with pytest.raises(UnavailableError), limit.turn():
            pass
    wait_until(lambda: served)
    done.set()
    for thread in (first, second):
        thread.join(60)
    assert served == ["first", "second"]


def test_an_error_gives_the_turn_back() -> None:
    limit = ConcurrencyLimit(at_once=1, waiting=0, seconds=0)
    with pytest.raises(ZeroDivisionError), limit.turn():
        raise ZeroDivisionError
    with limit.turn():
        """Free again."""
