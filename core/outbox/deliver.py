"""Claims outbox rows with a lease, runs their subscribers, and settles the rows."""

import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import redis
import structlog
from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F, QuerySet
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

from core.models import Delivery
from core.outbox import doorbell
from core.outbox.subscribers import Later, events_by_name, subscribers_by_name

log = structlog.get_logger()

# A server that is away is not the event's fault: such failures cost no attempt.
OUTAGES = (
    redis.exceptions.ConnectionError,
    redis.exceptions.TimeoutError,
    redis.exceptions.BusyLoadingError,
    OperationalError,
)
OUTAGE_PAUSE = 3.0
LONGEST_PAUSE = 60.0


class LeaseLostError(Exception):
    """Another worker has the row by now; this one must stop touching it."""


class LeasedProgress:
    """The claim's own place and lease; see `Progress`."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self.cursor: Any = delivery.cursor

    def save(self, cursor: Any) -> None:
        lease = _lease_seconds(self._delivery)
        _change(self._delivery, cursor=cursor, available_at=_from_now(lease))
        self.cursor = cursor


def deliver_due(queue: str, *, budget: float = 30.0) -> int:
    """Run what is due in `queue`, oldest first, for about `budget` seconds; how many were run.

    Rings for itself if rows may be left.
    """
    end = time.monotonic() + budget
    count = 0
    while delivery := claim(queue):
        _run(delivery)
        count += 1
        if time.monotonic() > end:
            doorbell.ring(queue)
            break
    return count


def claim(queue: str) -> Delivery | None:
    """Lease the oldest due row that nobody else holds, or None."""
    lease = uuid4()
    with transaction.atomic():
        found = (
            Delivery.objects.filter(queue=queue, dead_at__isnull=True, available_at__lte=Now())
            .order_by("available_at", "id")
            .select_for_update(skip_locked=True)
            .first()
        )
        if found is None:
            return None
        found.lease = lease
        found.attempts += 1
        Delivery.objects.filter(pk=found.pk).update(
            lease=lease, attempts=found.attempts, available_at=_from_now(_lease_seconds(found))
        )
        _collapse(found)
    return found


def _collapse(delivery: Delivery) -> None:
    """Drop the waiting rows that this run will serve too: it starts after they were written."""
    subscriber = subscribers_by_name().get(delivery.subscriber)
    if subscriber is None or not subscriber.collapses:
        return
    same = Delivery.objects.filter(
        subscriber=delivery.subscriber, payload=delivery.payload, lease=None, dead_at=None
    )
    waiting = same.exclude(pk=delivery.pk).select_for_update(skip_locked=True)
    Delivery.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).delete()


def _run(delivery: Delivery) -> None:
    try:
        subscriber = subscribers_by_name()[delivery.subscriber]
        event = events_by_name()[delivery.event].from_payload(delivery.payload)
        with structlog.contextvars.bound_contextvars(event_name=delivery.event):
            subscriber.function(event, LeasedProgress(delivery))
    except LeaseLostError:
        log.warning("lease_lost", delivery=delivery.pk)
    except Later as later:
        _postpone(delivery, later.seconds, "")
    except OUTAGES as error:
        _postpone(delivery, OUTAGE_PAUSE, repr(error))
    except Exception as error:
        _fail(delivery, error)
    else:
        _held(delivery).delete()


def _postpone(delivery: Delivery, seconds: float, reason: str) -> None:
    _held(delivery).update(
        available_at=_from_now(seconds), attempts=F("attempts") - 1, last_error=reason, lease=None
    )
    doorbell.ring(delivery.queue, after=seconds)


def _fail(delivery: Delivery, error: Exception) -> None:
    """Try again after a pause that doubles, or put the row aside for a person to see."""
    dead = delivery.attempts >= settings.OUTBOX_MAX_ATTEMPTS
    log.exception("delivery_failed", delivery=delivery.pk, dead=dead, exc_info=error)
    pause = min(2.0**delivery.attempts, LONGEST_PAUSE)
    _held(delivery).update(
        available_at=_from_now(pause),
        last_error=repr(error)[:2000],
        lease=None,
        dead_at=Now() if dead else None,
    )


def _change(delivery: Delivery, **values: Any) -> None:
    if not _held(delivery).update(**values):
        raise LeaseLostError(delivery.pk)


def _held(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, lease=delivery.lease)


def _from_now(seconds: float) -> CombinedExpression:
    """A time by the database's clock, which every worker shares."""
    return Now() + timedelta(seconds=seconds)


def _lease_seconds(delivery: Delivery) -> float:
    subscriber = subscribers_by_name().get(delivery.subscriber)
    return subscriber.lease_seconds if subscriber else float(settings.OUTBOX_LEASE_SECONDS)
