"""The outbox: a delivery commits with its change, and runs at least once."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import redis
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test import override_settings

from core.models import Delivery
from core.outbox import Event, Later, Progress, Subscriber, emit
from core.outbox.deliver import LeaseLostError, claim, deliver_due
from core.outbox.services import retry_deliveries
from core.outbox.subscribers import forget_table
from posts.events import PostDeleted

Listener = Any


class Ear:
    """A subscriber that remembers what it heard and does what the test asks for."""

    def __init__(self) -> None:
        self.heard: list[Event] = []
        self.cursors: list[Any] = []
        self.does: Listener = lambda event, progress: None

    def __call__(self, event: Event, progress: Progress) -> None:
        self.heard.append(event)
        self.cursors.append(progress.cursor)
        self.does(event, progress)


EAR = Ear()
TABLE = {PostDeleted: [Subscriber(EAR.__call__, "default")]}


@pytest.fixture
def ear() -> Iterator[Ear]:
    """The only subscriber of PostDeleted, in the queue `default`."""
    EAR.__init__()  # type: ignore[misc] # as new
    with override_settings(OUTBOX_SUBSCRIBERS=f"{__name__}.TABLE"):
        forget_table()
        yield EAR
    forget_table()


pytestmark = pytest.mark.django_db(transaction=True)


def say() -> PostDeleted:
    event = PostDeleted(post_id=uuid4())
    with transaction.atomic():
        emit(event)
    return event


def make_due() -> None:
    Delivery.objects.update(available_at=Now())


def test_an_event_reaches_its_subscriber_and_leaves_no_row(ear: Ear) -> None:
    event = say()
    assert deliver_due("default") == 1
    assert ear.heard == [event]
    assert not Delivery.objects.exists()


def test_emit_refuses_outside_a_transaction(ear: Ear) -> None:
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError):
        emit(PostDeleted(post_id=uuid4()))


def test_a_change_that_is_rolled_back_has_no_effect(ear: Ear) -> None:
    with transaction.atomic():
        emit(PostDeleted(post_id=uuid4()))
        transaction.set_rollback(True)
    assert deliver_due("default") == 0
    assert ear.heard == []


def test_a_leased_row_is_not_claimed_until_the_lease_expires(ear: Ear) -> None:
    say()
    assert claim("default") is not None
    assert claim("default") is None
    make_due()
    assert claim("default") is not None


def test_work_goes_on_from_the_saved_cursor_after_a_crash(ear: Ear) -> None:
    class Killed(BaseException):
        pass

    def half_way(event: Event, progress: Progress) -> None:
        if progress.cursor is None:
            progress.save("half way")
            raise Killed

    ear.does = half_way
    say()
    with pytest.raises(Killed):
        deliver_due("default")
    make_due()
    deliver_due("default")
    assert ear.cursors == [None, "half way"]
    assert not Delivery.objects.exists()


def test_a_worker_that_lost_its_lease_stops_and_changes_nothing(ear: Ear) -> None:
    seen: list[type[BaseException]] = []

    def robbed(event: Event, progress: Progress) -> None:
        make_due()
        assert claim("default") is not None
        try:
            progress.save("late")
        except LeaseLostError as error:
            seen.append(type(error))
            raise

    ear.does = robbed
    say()
    deliver_due("default")
    assert seen == [LeaseLostError]
    row = Delivery.objects.get()
    assert row.cursor is None
    assert row.attempts == 2


def test_a_failure_is_retried_and_finally_dead_lettered(ear: Ear) -> None:
    def fail(event: Event, progress: Progress) -> None:
        raise ValueError("no")

    ear.does = fail
    say()
    for _attempt in range(20):
        make_due()
        deliver_due("default")
    row = Delivery.objects.get()
    assert row.dead_at is not None
    assert "no" in row.last_error
    assert len(ear.heard) == 8


def test_a_dead_letter_can_be_retried_by_hand(ear: Ear) -> None:
    say()
    Delivery.objects.update(dead_at=Now(), attempts=8)
    assert deliver_due("default") == 0
    assert retry_deliveries(deliveries=Delivery.objects.all()) == 1
    assert deliver_due("default") == 1
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    "outage", [redis.exceptions.ConnectionError, redis.exceptions.TimeoutError]
)
def test_an_outage_costs_no_attempt(ear: Ear, outage: type[Exception]) -> None:
    def fail(event: Event, progress: Progress) -> None:
        raise outage

    ear.does = fail
    say()
    for _attempt in range(12):
        make_due()
        deliver_due("default")
    row = Delivery.objects.get()
    assert (row.attempts, row.dead_at) == (0, None)


def test_later_means_later_and_costs_no_attempt(ear: Ear) -> None:
    def later(event: Event, progress: Progress) -> None:
        raise Later(3600)

    ear.does = later
    say()
    assert deliver_due("default") == 1
    assert deliver_due("default") == 0
    assert Delivery.objects.get().attempts == 0


def test_an_unknown_subscriber_is_kept_for_a_person(ear: Ear) -> None:
    say()
    Delivery.objects.update(subscriber="gone.away", attempts=7)
    deliver_due("default")
    assert Delivery.objects.get().dead_at is not None
