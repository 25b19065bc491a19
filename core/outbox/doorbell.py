"""Tells Celery that rows wait. The answer to the request is already decided: never raises.

A broker that hangs costs one second, once; then the breaker is open, and the sweeper rings
when the broker is back.
"""

from functools import cache

import structlog
from celery import current_app
from django.conf import settings
from kombu import Connection
from kombu.pools import ProducerPool

from core.breaker import Breaker

log = structlog.get_logger()
breaker = Breaker(pause=2.0)

TIMEOUT = 1.0


def ring(queue: str, *, after: float = 0) -> bool:
    """Ask a worker to look at `queue`, `after` seconds from now; says whether that was told."""
    if breaker.is_open:
        return False
    try:
        with _producers().acquire(block=True, timeout=TIMEOUT) as producer:
            current_app.send_task(
                "core.deliver",
                args=[queue],
                queue=queue,
                countdown=after or None,
                producer=producer,
                retry=False,
            )
    except Exception as error:
        breaker.trip()
        log.warning("doorbell_unheard", queue=queue, error=repr(error))
        return False
    return True


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
