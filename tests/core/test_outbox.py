"""The outbox: an entry commits with its change, and runs at least once."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from pytest_django import Settings

from core.models import OutboxEntry
from core.outbox import Event, Progress, Retry, emit
from core.outbox.leases import LeaseLostError, claim
from core.outbox.resending import dead_letter_unknown, resend_overdue
from core.outbox.services import retry_entries
from posts.events import PostCountsChanged, PostDeleted
from tests.core.listener import Listener, send
from tests.outbox import deliver_due, make_due, run_task
from tests.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def claim_oldest() -> OutboxEntry | None:
    return claim(OutboxEntry.objects.earliest("pk").pk)


def test_an_event_reaches_its_subscriber_and_leaves_no_row(listener: Listener) -> None:
    event = send()
    assert deliver_due("default") == 1
    assert listener.events == [event]
    assert not OutboxEntry.objects.exists()


def test_emit_refuses_outside_a_transaction(listener: Listener) -> None:
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError):
        emit(PostDeleted(post_id=uuid4()))


def test_a_change_that_is_rolled_back_has_no_effect(listener: Listener) -> None:
    with transaction.atomic():
        emit(PostDeleted(post_id=uuid4()))
        transaction.set_rollback(True)
    assert deliver_due("default") == 0
    assert listener.events == []


def test_a_message_without_a_row_does_nothing(listener: Listener) -> None:
    send()
    entry = OutboxEntry.objects.get()
    for _message in range(2):
        run_task(entry)
    assert len(listener.events) == 1


def test_a_leased_row_is_not_claimed_until_the_lease_expires(listener: Listener) -> None:
    send()
    assert claim_oldest() is not None
    assert claim_oldest() is None
    make_due()
    assert claim_oldest() is not None


def test_work_goes_on_from_the_saved_cursor_after_a_crash(listener: Listener) -> None:
    class Killed(BaseException):
        pass

    def half_way(event: Event, progress: Progress) -> None:
        if progress.cursor is None:
            progress.save("half way")
            raise Killed

    listener.does = half_way
    send()
    with pytest.raises(Killed):
        deliver_due("default")
    make_due()
    deliver_due("default")
    assert listener.cursors == [None, "half way"]
    assert not OutboxEntry.objects.exists()


def test_a_worker_that_lost_its_lease_stops_and_changes_nothing(listener: Listener) -> None:
    seen: list[type[BaseException]] = []

    def lose_lease(event: Event, progress: Progress) -> None:
        make_due()
        assert claim_oldest() is not None
        try:
            progress.save("late")
        except LeaseLostError as error:
            seen.append(type(error))
            raise

    listener.does = lose_lease
    send()
    deliver_due("default")
    assert seen == [LeaseLostError]
    row = OutboxEntry.objects.get()
    assert row.cursor is None
    assert row.attempts == 2


def test_a_failure_is_retried_and_finally_dead_lettered(listener: Listener) -> None:
    def fail(event: Event, progress: Progress) -> None:
        raise ValueError("no")

    listener.does = fail
    send()
    for _attempt in range(20):
        make_due()
        deliver_due("default")
    row = OutboxEntry.objects.get()
    assert row.dead_at is not None
    assert "no" in row.last_error
    assert len(listener.events) == 8


def test_a_task_whose_workers_die_is_dead_lettered_after_eight_claims(listener: Listener) -> None:
    send()
    for _worker in range(8):
        assert claim_oldest() is not None
        make_due()
    assert claim_oldest() is None
    row = OutboxEntry.objects.get()
    assert row.dead_at is not None
    assert row.attempts == 8


def test_a_dead_letter_can_be_retried_by_hand(listener: Listener) -> None:
    send()
    OutboxEntry.objects.update(dead_at=Now(), attempts=8)
    assert deliver_due("default") == 0
    assert retry_entries(entries=OutboxEntry.objects.all()) == 1
    assert deliver_due("default") == 1
    assert not OutboxEntry.objects.exists()


def test_the_lease_of_long_work_is_renewed(listener: Listener, settings: Settings) -> None:
    settings.OUTBOX_LEASE_SECONDS = 1
    leases: list[datetime] = []

    def work_long(event: Event, progress: Progress) -> None:
        def seen() -> bool:
            leases.append(OutboxEntry.objects.get().available_at)
            return len(set(leases)) > 3

        wait_until(seen, what="the lease to be renewed three times")
        assert claim_oldest() is None

    listener.does = work_long
    send()
    deliver_due("default")
    assert len(listener.events) == 1
    assert not OutboxEntry.objects.exists()


def test_work_that_does_not_end_loses_its_lease_with_its_time_limit(
    listener: Listener, settings: Settings
) -> None:
    """Celery kills it then; another worker takes over."""
    settings.OUTBOX_LEASE_SECONDS = 1
    settings.CELERY_TASK_TIME_LIMIT = 0.1

    def hang(event: Event, progress: Progress) -> None:
        if len(listener.events) == 1:
            wait_until(claim_oldest, what="another worker to take over")

    listener.does = hang
    send()
    deliver_due("default")
    assert OutboxEntry.objects.get().attempts == 2


def test_failures_before_a_saved_cursor_count_no_more(listener: Listener) -> None:
    """Long work that gets on is not dead-lettered, however often it meets a lock on its way."""

    def get_on(event: Event, progress: Progress) -> None:
        if (progress.cursor or 0) < 12:
            progress.save((progress.cursor or 0) + 1)
            raise ValueError("a lock on the way")

    listener.does = get_on
    send()
    while OutboxEntry.objects.filter(dead_at=None).exists():
        make_due()
        deliver_due("default")
    assert listener.cursors == [None, *range(1, 13)]
    assert not OutboxEntry.objects.exists()


def test_a_retry_comes_later_and_costs_no_attempt(listener: Listener) -> None:
    def later(event: Event, progress: Progress) -> None:
        raise Retry(3600)

    listener.does = later
    send()
    assert deliver_due("default") == 1
    assert deliver_due("default") == 0
    assert OutboxEntry.objects.get().attempts == 0


@pytest.mark.parametrize("column", ["subscriber", "event"])
def test_in_a_deploy_what_only_the_new_version_knows_is_left_to_it(
    listener: Listener, column: str
) -> None:
    send()
    known = OutboxEntry.objects.get()
    OutboxEntry.objects.update(**{column: "feeds.of_tomorrow"}, attempts=7)
    make_due()
    assert resend_overdue() == 0
    assert claim_oldest() is None
    assert dead_letter_unknown() == 0
    row = OutboxEntry.objects.get()
    assert (row.attempts, row.dead_at, row.lease) == (7, None, None)
    OutboxEntry.objects.update(**{column: getattr(known, column)})
    assert resend_overdue() == 1
    deliver_due("default")
    assert not OutboxEntry.objects.exists()


def test_what_no_version_has_run_within_a_day_is_shown_to_operators(listener: Listener) -> None:
    event = send()
    send()
    unknown = OutboxEntry.objects.earliest("pk")
    OutboxEntry.objects.filter(pk=unknown.pk).update(subscriber="gone.away")
    OutboxEntry.objects.update(resend_at=Now() - timedelta(days=1, seconds=1))
    assert dead_letter_unknown() == 1
    [dead] = OutboxEntry.objects.exclude(dead_at=None)
    assert (dead.pk, dead.key) == (unknown.pk, event.key)
    assert "knows" in dead.last_error


def test_overdue_rows_are_sent_again_once_per_pause(listener: Listener) -> None:
    send()
    assert resend_overdue() == 0
    make_due()
    assert resend_overdue() == 1
    assert resend_overdue() == 0


def test_one_run_serves_all_rows_that_wait_with_the_same_event(listener: Listener) -> None:
    event = PostCountsChanged(post_id=uuid4())
    other = PostCountsChanged(post_id=uuid4())
    for each in (event, event, other, event):
        send(each)
    deliver_due("default")
    assert listener.events == [event, other]
    assert not OutboxEntry.objects.exists()


def test_a_row_written_while_another_runs_is_not_collapsed(listener: Listener) -> None:
    event = PostCountsChanged(post_id=uuid4())

    def change(heard: Event, progress: Progress) -> None:
        if len(listener.events) == 1:
            send(event)

    listener.does = change
    send(event)
    deliver_due("default")
    assert listener.events == [event, event]


def test_a_claim_touches_the_same_rows_however_many_wait(listener: Listener) -> None:
    let_wait(1_000)
    few = rows_touched_by_a_claim()
    let_wait(20_000)
    assert rows_touched_by_a_claim() == few
    # Nothing is overdue yet.
    with transaction.atomic():
        before = rows_touched()
        assert resend_overdue() == 0
        assert rows_touched() == before


def let_wait(rows: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outbox"
            " (event, payload, key, subscriber, queue, attempts, last_error, resend_at)"
            " SELECT 'PostCountsChanged', '{}', 'PostCountsChanged ' || uuid7(), 'tests.hear_once',"
            " 'default', 0, '', now() + interval '1 hour' FROM generate_series(1, %s)",
            [rows],
        )
        cursor.execute("ANALYZE outbox")


def rows_touched_by_a_claim() -> int:
    """Of the outbox, where two more rows of three collapse into the one that is claimed."""
    event = PostCountsChanged(post_id=uuid4())
    with transaction.atomic():
        for _ in range(3):
            emit(event)
        before = rows_touched()
        claimed = claim(OutboxEntry.objects.filter(key=event.key).earliest("pk").pk)
        touched = rows_touched() - before
        assert claimed is not None
        assert OutboxEntry.objects.filter(key=event.key).count() == 1
        transaction.set_rollback(True)
    return touched


def rows_touched() -> int:
    """Rows of the outbox that this transaction has read so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables"
            " WHERE relname = 'outbox'"
        )
        return int(cursor.fetchone()[0])
