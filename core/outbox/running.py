"""Runs the subscriber of an outbox row, and settles the row."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import monotonic, sleep

import structlog
from django.conf import settings
from django.db import Error, connection
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from core.models import RESEND_AFTER, OutboxEntry
from core.outbox.leases import LeasedProgress, LeaseLostError, claim, from_now, held
from core.outbox.notify import notify_workers
from core.outbox.outages import is_outage
from core.outbox.renewing import renewed_lease
from core.outbox.subscribers import Retry, Subscriber, events_by_name, subscribers_by_name

log = structlog.get_logger()

PAUSE_MAX = 60.0
# How long one outage may last before it counts as a failure.
OUTAGE_MAX = timedelta(days=1)
# Between two tries in an outage. Short, so that all is done within a minute of its end.
OUTAGE_PAUSE_MIN, OUTAGE_PAUSE_MAX = 3.0, 20.0
SETTLE_PAUSE = 1.0


def run_entry(entry_id: int) -> None:
    """Run the subscriber of a row and delete the row; a row that is gone or held is skipped.

    Idempotent. Raises a database error where PostgreSQL is away: the row is sent again.
    """
    entry = claim(entry_id)
    if entry is None:
        return
    subscriber = subscribers_by_name()[entry.subscriber]
    try:
        with renewed_lease(entry, seconds=subscriber.seconds_max):
            _run(entry, subscriber)
    except LeaseLostError:
        log.warning("lease_lost", entry=entry.pk)
    except Retry as retry:
        _settle(partial(_postpone, entry, retry))
    except Exception as error:
        _settle(_after(entry, error))
    else:
        _settle(held(entry).delete)


def _run(entry: OutboxEntry, subscriber: Subscriber) -> None:
    event = events_by_name()[entry.event].from_payload(entry.payload)
    with structlog.contextvars.bound_contextvars(event_name=entry.event):
        subscriber.function(event, LeasedProgress(entry))


def _after(entry: OutboxEntry, error: Exception) -> Callable[[], object]:
    """What an error makes of the row; logged here, where its traceback is at hand."""
    if is_outage(error) and _outage_seconds(entry) < OUTAGE_MAX.total_seconds():
        log.warning("outbox_entry_outage", entry=entry.pk, error=_describe(error))
        return partial(_wait_for_end, entry, error)
    dead = entry.attempts >= settings.OUTBOX_MAX_ATTEMPTS
    log.exception("outbox_entry_dead" if dead else "outbox_entry_failed", entry=entry.pk)
    return partial(_fail, entry, error, dead=dead)


def _settle(write: Callable[[], object]) -> None:
    """Write to the row, with PostgreSQL away as soon as it is back, while the lease lasts.

    Otherwise what is done would be done again, such as a mail sent, or cost an attempt.
    """
    end = monotonic() + settings.OUTBOX_LEASE_SECONDS
    while True:
        try:
            write()
        except Error as error:
            if not is_outage(error) or monotonic() > end:
                raise
            # A connection that broke stays broken.
            connection.close_if_unusable_or_obsolete()
            sleep(SETTLE_PAUSE)
        else:
            return


def _postpone(entry: OutboxEntry, retry: Retry) -> None:
    """Run again as the subscriber wants; this run was no attempt."""
    held(entry).update(
        available_at=from_now(retry.seconds),
        resend_at=from_now(retry.seconds) + RESEND_AFTER,
        attempts=F("attempts") - 1,
        outage_since=None,
        last_error=retry.reason[:2000],
        lease=None,
    )
    notify_workers([entry], after=retry.seconds)


def _wait_for_end(entry: OutboxEntry, error: Exception) -> None:
    """Try again after a pause that grows with the outage, sent by beat's schedule alone; this run
    was no attempt."""
    pause = min(max(_outage_seconds(entry) / 8, OUTAGE_PAUSE_MIN), OUTAGE_PAUSE_MAX)
    held(entry).update(
        available_at=from_now(pause),
        resend_at=from_now(pause),
        attempts=F("attempts") - 1,
        outage_since=Coalesce("outage_since", Now()),
        last_error=_describe(error),
        lease=None,
    )


def _outage_seconds(entry: OutboxEntry) -> float:
    since = entry.outage_since
    return (timezone.now() - since).total_seconds() if since else 0.0


def _fail(entry: OutboxEntry, error: Exception, *, dead: bool) -> None:
    """Try again after a pause that doubles, or dead-letter the row."""
    pause = from_now(min(2.0**entry.attempts, PAUSE_MAX))
    held(entry).update(
        available_at=pause,
        resend_at=pause,
        outage_since=entry.outage_since if is_outage(error) else None,
        last_error=_describe(error),
        lease=None,
        dead_at=Now() if dead else None,
    )


def _describe(error: Exception) -> str:
    """For operators. The `repr` of an error of redis-py lacks what Redis said."""
    return f"{type(error).__name__}: {error}"[:2000]
