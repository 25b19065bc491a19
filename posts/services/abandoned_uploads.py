"""Uploads that were never used, and are discarded when they are old."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from core.db.rows import repeat_batch
from core.db.transactions import atomic
from core.ids import uuid7_at
from core.outbox import LOWEST_PRIORITY, emit
from posts.events import MediaDiscarded
from posts.models.media import DISCARDED, Media

# How long an upload may wait to be used.
UPLOAD_LIFETIME = timedelta(days=7)
# In one run: renditions wait behind their purges.
MAX_BATCHES = 5


def discard_abandoned_uploads() -> int:
    """Discard the oldest uploads past UPLOAD_LIFETIME, as `discard_media` does; how many.

    For a periodic task: it stops after MAX_BATCHES, and the next run continues.
    """
    return repeat_batch(_discard_batch, size=settings.PURGE_BATCH_SIZE, most=MAX_BATCHES)


@atomic
def _discard_batch(size: int) -> int:
    """Skips a locked upload, which is being used or rendered; a later run finds it again.

    The lock and the condition are one statement, so none that was used meanwhile is discarded.
    """
    oldest_kept = uuid7_at(timezone.now() - UPLOAD_LIFETIME)
    uploads = Media.objects.unused().filter(pk__lt=oldest_kept).exclude(problem_code=DISCARDED)
    locked = uploads.select_for_update(skip_locked=True).order_by("pk")
    media_ids = list(locked.values_list("pk", flat=True)[:size])
    Media.objects.filter(pk__in=media_ids).discard()
    for media_id in media_ids:
        emit(MediaDiscarded(media_id=media_id), priority=LOWEST_PRIORITY)
    return len(media_ids)
