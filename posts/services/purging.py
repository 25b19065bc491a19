"""Purging what was deleted: one batch, and one short transaction, at a time.

The functions that return a key or a bool are steps of `run_batches`. Comments go newest first: a
reply is newer than its parent, and should one not be, or come late, it is found by its parent.
Nothing here moves a counter: that happened when it was deleted.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from core.db.rows import delete_batch, delete_next, delete_unreferenced
from core.db.transactions import atomic
from core.ids import MAX_UUID
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


def purge_thread(*, comment_id: UUID, after: str | None = None) -> str | bool | None:
    """Of a deleted comment: the replies, newest first, and at last the comment."""
    if not Comment.all_objects.filter(pk=comment_id, deleted_at__isnull=False).exists():
        return None
    replies = Comment.all_objects.filter(parent=comment_id)
    itself = Comment.all_objects.filter(pk=comment_id)
    return _purge_newest(replies, after) or purge_comments(comments=itself)


def purge_post_comments(*, post_id: UUID, after: str | None = None) -> str | None:
    """The newest comments of a post: replies come before the comments they belong to."""
    return _purge_newest(Comment.all_objects.filter(post=post_id), after)


def purge_post_likes(*, post_id: UUID, after: str | None = None) -> str | None:
    likes = Like.objects.filter(post=post_id)
    return delete_next(likes, by="user_id", after=after, size=settings.PURGE_BATCH_SIZE)


def purge_post_relations(*, post_id: UUID) -> bool:
    """Saves, tags and mentions of a post, one kind after the other."""
    return any(delete_batch(rows, settings.PURGE_BATCH_SIZE) for rows in _relations(post_id))


@atomic
def purge_comments(*, comments: QuerySet[Comment]) -> bool:
    """A batch of comments in no order, with what is below them; False if there is none."""
    batch = _lock(comments.values("pk")[: _comments_max()])
    if batch:
        _purge_locked(batch)
    return bool(batch)


def purge_post(*, post_id: UUID) -> bool:
    """The files and the row of a post of which nothing else is left; False while something is.

    Idempotent. The files go first: the rows of the media know where they are.
    """
    for media in Media.objects.filter(post=post_id):
        _delete_files(media)
    return _purge_post_row(post_id)


def purge_media(*, media_id: UUID) -> None:
    """An upload that is in no use, with its files. Idempotent."""
    media = Media.objects.unused().filter(pk=media_id).first()
    if media is not None:
        purge_upload(media=media)


def purge_upload(*, media: Media) -> None:
    """One that is in no post, with its files; what it is attached to shows none any more."""
    _delete_files(media)
    media.delete()


@atomic
def _purge_newest(comments: QuerySet[Comment], before: str | None) -> str | None:
    """A batch of the newest comments older than the id `before`; returns the oldest of them.

    Returns `before` itself while they have likes or mentions.
    """
    before = before or str(MAX_UUID)
    newest = comments.filter(pk__lt=before).order_by("-pk").values("pk")
    batch = _lock(newest[: _comments_max()])
    if not batch:
        return None
    return str(batch[0]) if _purge_locked(batch) else before


def _lock(comments: QuerySet[Any, Any]) -> list[UUID]:
    """Lock comments, in the order of their ids, before the likes and replies below them."""
    locked = Comment.all_objects.filter(pk__in=comments).select_for_update().order_by("pk")
    return list(locked.values_list("pk", flat=True))


def _purge_locked(comment_ids: Sequence[UUID]) -> bool:
    """Purge comments, or a batch of what is below them: whether they are gone.

    Replies first, then likes, mentions and comments. New ones wait for the locks, and are too late.
    """
    replies = Comment.all_objects.filter(parent__in=comment_ids).exclude(pk__in=comment_ids)
    batch = _lock(replies.values("pk")[: _comments_max()])
    is_whole = not batch
    batch = batch or list(comment_ids)
    left = max(settings.PURGE_BATCH_SIZE - len(batch), 1)
    for model in (CommentLike, Mention):
        left -= delete_batch(model._default_manager.filter(comment__in=batch), left)
        if not left:
            return False
    delete_unreferenced(Comment, batch)
    return is_whole


def _comments_max() -> int:
    """A third of a batch: as many likes and mentions find room in the same transaction."""
    size: int = settings.PURGE_BATCH_SIZE
    return max(size // 3, 1)


@atomic
def _purge_post_row(post_id: UUID) -> bool:
    """Skips a locked row, as waiting for those who write under the post could end in a deadlock.

    Once it is locked, likes and comments that are being written wait, and find no post. The photos
    come before it, as where one has been rendered.
    """
    list(Media.objects.select_for_update().filter(post=post_id).order_by("pk"))
    posts = Post.objects.filter(pk=post_id)
    post = posts.select_for_update(skip_locked=True).first()
    if post is None:
        return not posts.exists()
    comments, likes = Comment.all_objects.filter(post=post_id), Like.objects.filter(post=post_id)
    rest = [comments, likes, *_relations(post_id)]
    if any(rows.exists() for rows in rest):
        return False
    post.delete()
    return True


def _relations(post_id: UUID) -> list[QuerySet[Any]]:
    models = (Save, CollectionItem, TaggedUser, PostHashtag, Mention)
    return [model._default_manager.filter(post=post_id) for model in models]


def _delete_files(media: Media) -> None:
    store = MediaStore()
    store.delete_original(media.original)
    store.delete_renditions(media.folder)
