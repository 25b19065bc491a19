"""Uploads: kept first, looked at by the worker after."""

from typing import BinaryIO

from django.db import transaction

from accounts.models import User
from core.outbox import emit
from posts.events import MediaDiscarded, MediaUploaded
from posts.media.inspect import inspect_image
from posts.media.store import MediaStore, new_base
from posts.models import Media


def upload_media(*, owner: User, file: BinaryIO, alt: str = "") -> Media:
    """Check and keep a photograph; the worker makes its renditions.

    Raises MediaError with the reason the file is refused.
    """
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
            folder=new_base(),
        )
        emit(MediaUploaded(media_id=media.pk))
    return media


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
