"""Files in the media store that no row refers to yet, and those that none ever will.

A file is stored before the transaction whose row refers to it, which may fail, or never begin. So a
row is written before the file, and deleted in that transaction: what it still names a day later is
not in use, and is purged. Whatever else is in the store is never touched.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import IO

import structlog
from django.db import DatabaseError, connection
from django.db.models.functions import Now

from core.db.rows import repeat_batch
from core.db.transactions import atomic, release_connection
from core.media.rendered import Rendition
from core.media.room import StorageUnavailableError
from core.media.store import MediaStore, new_key
from core.models import UnclaimedFile

log = structlog.get_logger()

# A request that stores a file has ended long before.
LIFETIME = timedelta(hours=24)
# The storage may be far away.
BATCH_SIZE = 100
MAX_BATCHES = 10


def store_original(file: IO[bytes], extension: str) -> str:
    """Store an upload until `claim_file`, or else for a day; returns its key.

    Outside of any transaction, and without a database connection meanwhile. Raises as
    `MediaStore.save_original`, and leaves nothing then.
    """
    key = f"{new_key()}.{extension}"
    save = partial(MediaStore().save_original, file, extension, key=key)
    return _store(UnclaimedFile.Store.ORIGINALS, key, save)


def store_rendition(rendition: Rendition) -> str:
    """As `store_original`, for a single rendition."""
    key = f"{new_key()}.{rendition.format.extension}"
    save = partial(MediaStore().save_rendition, rendition, key=key)
    return _store(UnclaimedFile.Store.MEDIA, key, save)


def claim_file(key: str) -> None:
    """Keep a stored file, in the transaction whose row refers to it.

    Raises RuntimeError outside a transaction, and StorageUnavailableError for a file that has been
    purged since.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A file is claimed in the transaction of the row that refers to it.")
    claimed, _rows = UnclaimedFile.objects.filter(key=key, is_doomed=False).delete()
    if not claimed:
        raise StorageUnavailableError


def discard_file(key: str) -> None:
    """Delete a stored file that is not needed after all. Idempotent; one in use is left alone."""
    for row in UnclaimedFile.objects.filter(key=key):
        _purge(row)


def purge_unclaimed_files() -> int:
    """Delete the oldest files that no row came to refer to in a day; how many.

    For a periodic task: it stops after MAX_BATCHES, and the next run continues.
    """
    return repeat_batch(_purge_batch, size=BATCH_SIZE, most=MAX_BATCHES)


def _store(store: str, key: str, save: Callable[[], object]) -> str:
    UnclaimedFile.objects.create(key=key, store=store)
    release_connection()
    try:
        save()
    except Exception:
        with suppress(DatabaseError):
            discard_file(key)
        raise
    return key


def _purge_batch(size: int) -> int:
    rows = _doom(size)
    for row in rows:
        try:
            _purge(row)
        except OSError as error:
            # It is tried again, and after the others.
            log.warning("unclaimed_file_stays", key=row.key, error=repr(error))
    return len(rows)


@atomic
def _doom(size: int) -> list[UnclaimedFile]:
    """From here on none of them can be claimed, so they can be deleted outside a transaction."""
    old = UnclaimedFile.objects.filter(created_at__lt=Now() - LIFETIME).order_by("created_at")
    rows = list(old.select_for_update(skip_locked=True)[:size])
    UnclaimedFile.objects.filter(key__in=[row.key for row in rows]).update(
        is_doomed=True, created_at=Now() - LIFETIME
    )
    return rows


def _purge(row: UnclaimedFile) -> None:
    """The file goes first: its row knows where it is."""
    store = MediaStore()
    if row.store == UnclaimedFile.Store.ORIGINALS:
        store.delete_original(row.key)
    else:
        store.delete_rendition(row.key)
    row.delete()
