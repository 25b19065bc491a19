"""Erases what was deleted: first the files, then the rows that know where they were."""

from uuid import UUID

from django.db import transaction

from core.media.store import MediaStore
from posts.models import Media, Post


def erase_post(*, post_id: UUID) -> None:
    """Again, or for a post that is gone or was never deleted, is no change."""
    post = Post.objects.filter(pk=post_id, deleted_at__isnull=False).first()
    if post is None:
        return
    for media in post.media.all():
        _erase_files(media)
    with transaction.atomic():
        # Likes and comments that are being written come before or find nothing: never in between.
        Post.objects.select_for_update().filter(pk=post_id).first()
        post.delete()


def erase_media(*, media_id: UUID) -> None:
    media = Media.objects.filter(pk=media_id, post=None).first()
    if media is None:
        return
    _erase_files(media)
    media.delete()


def _erase_files(media: Media) -> None:
    store = MediaStore()
    store.delete_original(media.original)
    store.delete_all(media.folder)
