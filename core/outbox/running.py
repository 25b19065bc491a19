"""Runs the subscriber of an outbox row, and settles the row."""

import structlog
from django.conf import settings
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from core.models import RESEND_AFTER, OutboxEntry
from core.outbox.leases import LeasedProgress, LeaseLostError, claim, from_now, held
from core.outbox.notify import notify_workers
from core.outbox.outages import is_outage
from core.outbox.subscribers import Retry, events_by_name, subscribers_by_name

log = structlog.get_logger()

OUTAGE_PAUSE = 3.0
PAUSE_MAX = 60.0


def run_entry(entry_id: int, *, lease: float) -> None:
    """Run the subscriber of a row and delete the row; a row that is gone or held is skipped.

    `lease` is the number of seconds after which another worker may take over. Idempotent.
    """
    entry = claim(entry_id, lease=lease)
    if entry is None:
        return
    try:
        _run(entry, lease)
    except LeaseLostError:
        log.warning("lease_lost", entry=entry.pk)
    except Retry as retry:
        _postpone(entry, retry.seconds, retry.reason)
    except Exception as error:
        if is_outage(error):
            # A connection that broke could not write the row either.
            connection.close_if_unusable_or_obsolete()
            _postpone(entry, OUTAGE_PAUSE, repr(error))
        else:
            _fail(entry, error)
    else:
        held(entry).delete()


def _run(entry: OutboxEntry, lease: float) -> None:
    subscriber = subscribers_by_name()[entry.subscriber]
    event = events_by_name()[entry.event].from_payload(entry.payload)
    with structlog.contextvars.bound_contextvars(event_name=entry.event):
        subscriber.function(event, LeasedProgress(entry, lease=lease))


def _postpone(entry: OutboxEntry, seconds: float, reason: str) -> None:
    """Run again in `seconds`; this run was no attempt."""
    held(entry).update(
        available_at=from_now(seconds),
        resend_at=from_now(seconds) + RESEND_AFTER,
        attempts=F("attempts") - 1,
        last_error=reason[:2000],
        lease=None,
    )
    notify_workers([entry], after=seconds)


def _fail(entry: OutboxEntry, error: Exception) -> None:
    """Try again after a pause that doubles, or dead-letter the row."""
    dead = entry.attempts >= settings.OUTBOX_MAX_ATTEMPTS
    log.exception("outbox_entry_dead" if dead else "outbox_entry_failed", entry=entry.pk)
    pause = from_now(min(2.0**entry.attempts, PAUSE_MAX))
    held(entry).update(
        available_at=pause,
        resend_at=pause,
        last_error=repr(error)[:2000],
        lease=None,
        dead_at=Now() if dead else None,
    )
