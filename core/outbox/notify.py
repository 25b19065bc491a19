"""Sends the Celery tasks of outbox rows. A request's response is already decided: never raises.

A broker that hangs costs one second, once; then the breaker is open, and the rows are sent again
by beat's schedule when the broker is back.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import structlog
from celery import current_app
from django.conf import settings
from kombu import Connection, Producer
from kombu.pools import ProducerPool

from core.breaker import Breaker
from core.models import OutboxEntry

log = structlog.get_logger()
breaker = Breaker(pause=2.0)

TIMEOUT = 1.0


def notify_workers(entries: Sequence[OutboxEntry], *, after: float = 0) -> int:
    """Send the task of each row, to run in `after` seconds; how many were sent, from the first."""
    sent = 0
    with _broker() as producer:
        for entry in entries if producer else []:
            current_app.send_task(
                entry.subscriber,
                args=[entry.pk],
                queue=entry.queue,
                priority=entry.priority,
                countdown=after or None,
                producer=producer,
                retry=False,
            )
            sent += 1
    return sent


def count_messages(queue: str) -> int | None:
    """How many messages wait in a queue; None if the broker does not answer."""
    with _broker() as producer:
        if producer:
            channel: Any = producer.channel
            return int(channel.queue_declare(queue=queue, durable=True).message_count)
    return None


@contextmanager
def _broker() -> Iterator[Producer | None]:
    """A producer, or None while the breaker is open; a failure ends the block and opens it."""
    if breaker.is_open:
        yield None
        return
    try:
        with _producers().acquire(block=True, timeout=TIMEOUT) as producer:
            yield producer
    except Exception as error:
        breaker.trip()
        log.warning("broker_unreachable", error=repr(error))


@cache
def _producers() -> ProducerPool:
    connection = Connection(
        settings.CELERY_BROKER_URL,
        transport_options={
            **settings.CELERY_BROKER_TRANSPORT_OPTIONS,
            "socket_timeout": TIMEOUT,
            "socket_connect_timeout": TIMEOUT,
            "retry_on_timeout": False,
            "max_retries": 0,
        },
    )
    return ProducerPool(connection.Pool(limit=16), limit=16)
