"""Keeps the lease of a row while its subscriber works, from a thread of its own.

So a lease can be short, however long the work: what a killed worker held is soon taken over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

import structlog
from django.conf import settings
from django.db import Error, connection

from core.models import OutboxEntry
from core.outbox.leases import from_now, held

log = structlog.get_logger()


@contextmanager
def renewed_lease(entry: OutboxEntry, *, seconds: float) -> Iterator[None]:
    """Renew the lease until the block ends, for at most `seconds`.

    A worker that was stopped and goes on after its lease has run out renews nothing: every change
    of the row names the lease.
    """
    done = Event()
    # Ends with the process, too, if its connection hangs.
    thread = Thread(target=_renew, args=(entry, done, seconds), name="renew-lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()


def _renew(entry: OutboxEntry, done: Event, seconds: float) -> None:
    lease = settings.OUTBOX_LEASE_SECONDS
    end = monotonic() + seconds
    try:
        while not done.wait(lease / 3) and monotonic() < end:
            if not _renew_once(entry, lease):
                return
    finally:
        connection.close()


def _renew_once(entry: OutboxEntry, lease: float) -> bool:
    """False if the lease is lost. With PostgreSQL away it is not: the next time may be in time."""
    until = from_now(lease)
    try:
        return bool(held(entry).update(available_at=until, resend_at=until))
    except Error as error:
        log.warning("lease_not_renewed", entry=entry.pk, error=repr(error))
        connection.close()
        return True
