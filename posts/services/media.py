"""Uploads: stored at once, rendered by a worker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from core.errors import DomainError
from core.limits.site import UPLOADS
from core.media.rendered import Rendered
from core.media.room import storing
from core.media.store import new_key
from core.media.sync_crop import inspect_sync
from core.media.unclaimed import claim_file, discard_file, store_original
from core.outbox import LOWEST_PRIORITY, emit
from core.text.cleaning import clean_text
from posts.events import AttachedMediaRendered, MediaDiscarded, MediaUploaded
from posts.models import Media
from posts.pictures import rendition_sizes
from posts.services.publishing import publish_if_ready


@dataclass(frozen=True)
class StoredFile:
    """An original in the store that no row refers to yet."""

    key: str
    width: int
    height: int


def upload_media(*, owner: User, file: IO[bytes], alt: str = "") -> Media:
    """Check and store a photo; a worker makes its renditions.

    Raises MediaError with the reason if the file is refused, LimitedError, UnavailableError.
    """
    return create_media(owner=owner, stored=store_file(owner=owner, file=file), alt=alt)


def store_file(*, owner: User, file: IO[bytes]) -> StoredFile:
    """The slow half of an upload, outside any transaction; `create_media` is the other one.

    Raises as `upload_media`.
    """
    limits.hit(UPLOADS, by=owner.pk)
    info = inspect_sync(file)
    with storing():
        key = store_original(file, info.extension)
    return StoredFile(key, info.width, info.height)


def store_files(*, owner: User, files: Sequence[IO[bytes]]) -> list[StoredFile]:
    """Store all of the files, or none.

    Raises as `upload_media`, with the position of the file as `attr`.
    """
    stored: list[StoredFile] = []
    for position, file in enumerate(files):
        try:
            stored.append(store_file(owner=owner, file=file))
        except DomainError as error:
            discard_files(files=stored)
            error.attr = f"media.{position}"
            raise
    return stored


def discard_files(*, files: Iterable[StoredFile]) -> None:
    """Delete those that no row refers to. Idempotent."""
    for file in files:
        discard_file(file.key)


@atomic
def create_media(*, owner: User, stored: StoredFile, alt: str = "") -> Media:
    """The row of a stored file. Raises StorageUnavailableError if it was purged meanwhile."""
    claim_file(stored.key)
    priority = _priority(owner)
    media = Media.objects.create(
        owner=owner,
        alt=clean_text(alt),
        width=stored.width,
        height=stored.height,
        original=stored.key,
        folder=new_key(),
    )
    emit(MediaUploaded(media_id=media.pk), priority=priority)
    return media


@atomic
def set_alt_text(*, media: Media, alt: str) -> Media:
    """Idempotent."""
    media.alt = clean_text(alt)
    media.save(update_fields=["alt"])
    return media


@atomic
def discard_media(*, media: Media) -> None:
    """Discard an upload that is in no use; a worker deletes its files. Idempotent."""
    if Media.objects.filter(pk=media.pk).discard():
        emit(MediaDiscarded(media_id=media.pk), priority=LOWEST_PRIORITY)


@atomic
def complete_media(*, media_id: UUID, rendered: Rendered) -> bool:
    """Record that the renditions are in the store; publishes the post if this was the last upload.

    Idempotent. False for an upload that was discarded meanwhile, or is gone: no row will know
    where the renditions are.
    """
    media = _lock_upload(media_id)
    if media is None:
        return False
    media.status = Media.Status.READY
    media.width, media.height = rendered.width, rendered.height
    media.blurhash = rendered.blurhash
    media.renditions = rendition_sizes(rendered)
    media.save()
    _tell_where_used(media)
    return True


@atomic
def fail_media(*, media_id: UUID, code: str) -> None:
    """Record that the photo cannot be used; `code` is one of MEDIA_ERRORS. Idempotent."""
    media = _lock_upload(media_id)
    if media is None:
        return
    media.status = Media.Status.FAILED
    media.problem_code = code
    media.save(update_fields=["status", "problem_code"])
    _tell_where_used(media)


def _priority(owner: User) -> int:
    """By how many uploads of `owner` are in work already: however many these are, and however long
    each takes, the first of every other user comes before the second. Before all purges."""
    in_work = Media.objects.filter(owner=owner, status=Media.Status.PROCESSING)
    return in_work[: LOWEST_PRIORITY - 1].count()


def _tell_where_used(media: Media) -> None:
    if media.post_id:
        publish_if_ready(post_id=media.post_id)
    elif media.attached_to:
        emit(AttachedMediaRendered(media_id=media.pk))


def _lock_upload(media_id: UUID) -> Media | None:
    """None if it was discarded, or is gone."""
    media = Media.objects.select_for_update().filter(pk=media_id).first()
    return None if media is None or media.is_discarded else media
