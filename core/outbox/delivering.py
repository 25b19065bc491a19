"""Runs the subscriber of an outbox row, and settles the row."""

import redis
import structlog
from django.conf import settings
from django.db import OperationalError
from django.db.models import F
from django.db.models.functions import Now

from core.models import RESEND_AFTER, Delivery
from core.outbox.leases import LeasedProgress, LeaseLostError, claim, from_now, held
from core.outbox.notify import notify_workers
from core.outbox.subscribers import Retry, events_by_name, subscribers_by_name

log = structlog.get_logger()

# A server that is away is not the event's fault: such failures cost no attempt.
OUTAGES = (
    redis.exceptions.ConnectionError,
    redis.exceptions.TimeoutError,
    redis.exceptions.BusyLoadingError,
    OperationalError,
)
OUTAGE_PAUSE = 3.0
PAUSE_MAX = 60.0


def deliver(delivery_id: int, *, lease: float) -> None:
    """Run the subscriber of a row and delete the row; a row that is gone or held is skipped.

    `lease` is the number of seconds after which another worker may take over. Idempotent.
    """
    delivery = claim(delivery_id, lease=lease)
    if delivery is None:
        return
    try:
        _run(delivery, lease)
    except LeaseLostError:
        log.warning("lease_lost", delivery=delivery.pk)
    except Retry as retry:
        _postpone(delivery, retry.seconds, "")
    except OUTAGES as error:
        _postpone(delivery, OUTAGE_PAUSE, repr(error))
    except Exception as error:
        _fail(delivery, error)
    else:
        held(delivery).delete()


def _run(delivery: Delivery, lease: float) -> None:
    subscriber = subscribers_by_name()[delivery.subscriber]
    event = events_by_name()[delivery.event].from_payload(delivery.payload)
    with structlog.contextvars.bound_contextvars(event_name=delivery.event):
        subscriber.function(event, LeasedProgress(delivery, lease=lease))


def _postpone(delivery: Delivery, seconds: float, reason: str) -> None:
    """Run again in `seconds`; this run was no attempt."""
    held(delivery).update(
        available_at=from_now(seconds),
        resend_at=from_now(seconds) + RESEND_AFTER,
        attempts=F("attempts") - 1,
        last_error=reason,
        lease=None,
    )
    notify_workers([delivery], after=seconds)


def _fail(delivery: Delivery, error: Exception) -> None:
    """Try again after a pause that doubles, or dead-letter the row."""
    dead = delivery.attempts >= settings.OUTBOX_MAX_ATTEMPTS
    log.exception("delivery_dead" if dead else "delivery_failed", delivery=delivery.pk)
    pause = from_now(min(2.0**delivery.attempts, PAUSE_MAX))
    held(delivery).update(
        available_at=pause,
        resend_at=pause,
        last_error=repr(error)[:2000],
        lease=None,
        dead_at=Now() if dead else None,
    )
