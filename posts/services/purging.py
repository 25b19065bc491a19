"""Purging what was deleted: one batch, and one short transaction, at a time.

Each step returns whether it found something to purge; what it purged is gone, so that it needs no
place to go on from. Nothing here moves a counter: that happened when it was deleted.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from core.db.rows import delete_batch
from core.media.store import MediaStore
from posts.models import (
    CollectionItem,
    Comment,
    CommentLike,
    Like,
    Media,
    Mention,
    Post,
    PostHashtag,
    Save,
    TaggedUser,
)


def purge_thread(*, comment_id: UUID) -> bool:
    """Of a deleted comment: its likes, its replies with theirs, and at last the comment."""
    deleted = Comment.all_objects.filter(pk=comment_id, deleted_at__isnull=False)
    return _purge_threads(list(deleted.values_list("pk", flat=True)))


def purge_post_comments(*, post_id: UUID) -> bool:
    """The newest threads under a post."""
    threads = Comment.all_objects.filter(post=post_id, parent=None).order_by("-pk")
    return _purge_threads(list(threads.values_list("pk", flat=True)[: settings.PURGE_BATCH_SIZE]))


def purge_post_relations(*, post_id: UUID) -> bool:
    """Likes, saves, tags and mentions of a post, one kind after the other."""
    return any(delete_batch(rows, settings.PURGE_BATCH_SIZE) for rows in _relations(post_id))


def purge_post(*, post_id: UUID) -> bool:
    """The files and the row of a post of which nothing else is left; False while something is.

    Idempotent. The files go first: the rows of the media know where they are.
    """
    for media in Media.objects.filter(post=post_id):
        _delete_files(media)
    return _purge_post_row(post_id)


def purge_media(*, media_id: UUID) -> None:
    """An upload that is in no post, with its files. Idempotent."""
    media = Media.objects.filter(pk=media_id, post=None).first()
    if media is None:
        return
    _delete_files(media)
    media.delete()


@transaction.atomic
def _purge_threads(comment_ids: Sequence[UUID]) -> bool:
    """Replies before the comments they belong to, and likes before either.

    A comment is locked before its likes are deleted, in the order of liking it. No post is locked.
    """
    replies = Comment.all_objects.filter(parent__in=comment_ids).values_list("pk", flat=True)
    batch = list(replies[: settings.PURGE_BATCH_SIZE]) or comment_ids
    comments = Comment.all_objects.filter(pk__in=batch)
    if not list(comments.select_for_update().order_by("pk").values_list("pk")):
        return False
    likes = CommentLike.objects.filter(comment__in=batch)
    mentions = Mention.objects.filter(comment__in=batch)
    if not any(delete_batch(rows, settings.PURGE_BATCH_SIZE) for rows in (likes, mentions)):
        comments.delete()
    return True


@transaction.atomic
def _purge_post_row(post_id: UUID) -> bool:
    """Skips a locked row, as waiting for those who write under the post could end in a deadlock.

    Once it is locked, likes and comments that are being written wait, and find no post.
    """
    posts = Post.objects.filter(pk=post_id)
    post = posts.select_for_update(skip_locked=True).first()
    if post is None:
        return not posts.exists()
    rest = [Comment.all_objects.filter(post=post_id), *_relations(post_id)]
    if any(rows.exists() for rows in rest):
        return False
    post.delete()
    return True


def _relations(post_id: UUID) -> list[QuerySet[Any]]:
    models = (Like, Save, CollectionItem, TaggedUser, PostHashtag, Mention)
    return [model._default_manager.filter(post=post_id) for model in models]


def _delete_files(media: Media) -> None:
    store = MediaStore()
    store.delete_original(media.original)
    store.delete_renditions(media.folder)
