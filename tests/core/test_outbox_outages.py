"""The outbox while something is away: an outage costs no attempt, a failure does."""

import errno
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import redis
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from core.models import OutboxEntry
from core.outbox import Retry, check_alive
from core.outbox.services import retry_entries
from tests.core.listener import Listener, send
from tests.outbox import deliver_due, make_due

pytestmark = pytest.mark.django_db(transaction=True)


def lose_redis() -> None:
    raise redis.exceptions.ConnectionError


def run_sql(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


lose_postgresql = partial(run_sql, "SELECT pg_terminate_backend(pg_backend_pid())")
exceed_statement_timeout = partial(run_sql, "SET LOCAL statement_timeout = 1", "SELECT pg_sleep(9)")


def fill_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def lose_storage() -> None:
    """As an adapter reports what its library raised."""
    try:
        raise ConnectionResetError
    except ConnectionResetError as error:
        raise ValueError("the storage") from error


@pytest.mark.parametrize("outage", [lose_redis, lose_postgresql, fill_disk, lose_storage])
def test_an_outage_costs_no_attempt(listener: Listener, outage: Callable[[], None]) -> None:
    listener.does = lambda event, progress: outage()
    send()
    OutboxEntry.objects.update(attempts=7)
    for _attempt in range(3):
        make_due()
        deliver_due("default")
    row = OutboxEntry.objects.get()
    assert (row.attempts, row.dead_at) == (7, None)
    assert row.last_error
    assert len(listener.events) == 3


def pause() -> float:
    row = OutboxEntry.objects.get()
    return (row.available_at - timezone.now()).total_seconds()


def test_the_pauses_of_an_outage_grow_but_stay_short(listener: Listener) -> None:
    """So all is done within a minute of its end, however long it was."""
    listener.does = lambda event, progress: lose_redis()
    send()
    for lasted, expected in ((0, 3), (80, 10), (600, 20), (80_000, 20)):
        has_lasted(seconds=lasted)
        make_due()
        deliver_due("default")
        assert expected - 2 < pause() <= expected + 1


def test_after_a_day_an_outage_is_a_failure(listener: Listener) -> None:
    listener.does = lambda event, progress: lose_redis()
    send()
    OutboxEntry.objects.update(attempts=7)
    deliver_due("default")
    has_lasted(days=1, seconds=1)
    make_due()
    deliver_due("default")
    assert OutboxEntry.objects.get().dead_at is not None
    retry_entries(entries=OutboxEntry.objects.all())
    deliver_due("default")
    assert OutboxEntry.objects.get().attempts == 0, "the operator's retry begins another day"


def test_outages_with_success_in_between_do_not_add_up(listener: Listener) -> None:
    send()
    for trouble in (lose_redis, wait_for_other, lose_redis):
        listener.does = lambda event, progress, trouble=trouble: trouble()
        OutboxEntry.objects.update(outage_since=F("outage_since") - timedelta(hours=20))
        make_due()
        deliver_due("default")
    row = OutboxEntry.objects.get()
    assert row.outage_since is not None
    assert timezone.now() - row.outage_since < timedelta(hours=1)


def wait_for_other() -> None:
    raise Retry(3600)


def has_lasted(**time: float) -> None:
    OutboxEntry.objects.update(outage_since=timezone.now() - timedelta(**time))


def test_what_is_done_is_not_done_again_though_postgresql_restarts_at_its_end(
    listener: Listener,
) -> None:
    listener.does = lambda event, progress: connection.ensure_connection()
    send()
    with connection.execute_wrapper(LoseConnectionOnce("DELETE")):
        deliver_due("default")
    assert len(listener.events) == 1
    assert not OutboxEntry.objects.exists()


class LoseConnectionOnce:
    """Has PostgreSQL end the connection before the first statement of a kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.is_done = False

    def __call__(self, execute: Any, sql: str, *arguments: Any) -> Any:
        if sql.startswith(self.kind) and not self.is_done:
            self.is_done = True
            with suppress(OperationalError):
                execute("SELECT pg_terminate_backend(pg_backend_pid())", (), *arguments[1:])
        return execute(sql, *arguments)


def test_what_waits_for_a_dead_letter_becomes_one_rather_than_wait_for_ever(
    listener: Listener,
) -> None:
    event = send()
    OutboxEntry.objects.update(dead_at=Now())
    listener.does = lambda heard, progress: check_alive([event])
    send()
    for _attempt in range(20):
        make_due()
        deliver_due("default")
    assert not OutboxEntry.objects.filter(dead_at=None).exists()
    assert "Retry these outbox entries first" in OutboxEntry.objects.latest("pk").last_error
    listener.does = lambda heard, progress: None
    assert retry_entries(entries=OutboxEntry.objects.all()) == 2
    deliver_due("default")
    assert not OutboxEntry.objects.exists()


def test_a_statement_that_takes_too_long_costs_an_attempt(listener: Listener) -> None:
    listener.does = lambda event, progress: exceed_statement_timeout()
    send()
    OutboxEntry.objects.update(attempts=7)
    deliver_due("default")
    assert OutboxEntry.objects.get().dead_at is not None
