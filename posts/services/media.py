"""Uploads: kept first, looked at by the worker after."""

from collections.abc import Sequence
from typing import IO
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core import limits
from core.errors import DomainError
from core.limits.site import UPLOADS
from core.media.inspect import inspect_image
from core.media.store import MediaStore, new_key
from core.outbox import emit
from posts.events import MediaDiscarded, MediaUploaded
from posts.models import Media


def upload_media(*, owner: User, file: IO[bytes], alt: str = "") -> Media:
    """Check and keep a photograph; the worker makes its renditions.

    Raises MediaError with the reason the file is refused, LimitedError for too many files.
    """
    limits.hit(UPLOADS, by=owner.pk)
    info = inspect_image(file)
    # The slow part stays outside the transaction: no row is locked while bytes travel.
    original = MediaStore().save_original(file, info.extension)
    with transaction.atomic():
        media = Media.objects.create(
            owner=owner,
            alt=alt,
            width=info.width,
            height=info.height,
            original=original,
            folder=new_key(),
        )
        emit(MediaUploaded(media_id=media.pk))
    return media


def upload_all(*, owner: User, files: Sequence[IO[bytes]]) -> list[UUID]:
    """Upload files that stand or fall together. Raises the first refusal, naming its place."""
    kept: list[Media] = []
    for place, file in enumerate(files):
        try:
            kept.append(upload_media(owner=owner, file=file))
        except DomainError as error:
            for media in kept:
                discard_media(media=media)
            error.attr = f"media.{place}"
            raise
    return [media.pk for media in kept]


@transaction.atomic
def describe_media(*, media: Media, alt: str) -> Media:
    media.alt = alt
    media.save(update_fields=["alt"])
    return media


@transaction.atomic
def discard_media(*, media: Media) -> None:
    """Give an upload up; its files are erased by the worker."""
    if Media.objects.filter(pk=media.pk, post=None).update(status=Media.Status.FAILED):
        emit(MediaDiscarded(media_id=media.pk))
