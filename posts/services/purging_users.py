"""Purging what a user has left in posts, one batch at a time.

What others count goes together with the counters, by exact numbers of rows and in the order of
`locks`, so that every counter is right whatever is interrupted. The functions are steps of
`run_batches`. No live event shows the new counters: the posts are older than the 30 days since the
account was deleted, and as many events as likes would take longer than the purge.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now

from core.db.rows import add_to_counters, delete_batch
from core.db.transactions import atomic
from core.outbox import Event
from posts.events import CommentDeleted, PostDeleted
from posts.models import (
    CollectionItem,
    Comment,
    CommentLike,
    Like,
    Media,
    Mention,
    Post,
    Save,
    TaggedUser,
)
from posts.services import purging
from posts.services.deleting import delete_post

# Each has a dozen files, which may lie far away.
UPLOADS_MAX = 10
# Each is a transaction of its own.
POSTS_MAX = 50
LEFT_MAX = 100


def delete_posts(*, user_id: UUID) -> bool:
    """Purged afterwards, as any deleted post."""
    posts = Post.objects.filter(author=user_id, deleted_at=None).select_related("author")
    batch = list(posts[:POSTS_MAX])
    for post in batch:
        delete_post(post=post, actor=post.author)
    return bool(batch)


def delete_replies(*, user_id: UUID) -> bool:
    """Hide the user's replies, which their parents and posts no longer count."""
    replies = Comment.objects.filter(author=user_id, parent__isnull=False)
    return _delete_comments(replies.filter(parent__deleted_at=None))


def delete_threads(*, user_id: UUID) -> bool:
    """Hide the user's comments with the replies to them; after `delete_replies`."""
    return _delete_comments(Comment.objects.filter(author=user_id, parent=None))


def purge_comments(*, user_id: UUID) -> bool:
    """Those that were hidden. The others are purged with their parent, by its own task."""
    comments = Comment.all_objects.filter(author=user_id, deleted_at__isnull=False)
    return purging.purge_comments(comments=comments)


@atomic
def remove_likes(*, user_id: UUID) -> bool:
    """Likes that are being purged with their post are left to that purge."""
    likes = Like.objects.filter(user=user_id)
    mine = likes.select_for_update(skip_locked=True).values_list("post_id", flat=True)
    post_ids = list(mine[: settings.PURGE_BATCH_SIZE])
    likes.filter(post__in=post_ids).delete()
    add_to_counters(Post, "likes_count", dict.fromkeys(post_ids, -1))
    return bool(post_ids)


@atomic
def remove_comment_likes(*, user_id: UUID) -> bool:
    """A comment is locked before its likes are deleted, in the order of liking it."""
    likes = CommentLike.objects.filter(user=user_id)
    found = list(likes.values_list("comment_id", flat=True)[: settings.PURGE_BATCH_SIZE])
    _lock_comments(found)
    # Read again: what was purged in the meantime is counted no more.
    mine = likes.filter(comment__in=found)
    comment_ids = list(mine.values_list("comment_id", flat=True))
    mine.delete()
    add_to_counters(Comment, "likes_count", dict.fromkeys(comment_ids, -1))
    return bool(found)


def purge_relations(*, user_id: UUID) -> bool:
    """What only belongs to the user, and where others name them."""
    return any(
        delete_batch(rows, settings.PURGE_BATCH_SIZE)
        for rows in (
            CollectionItem.objects.filter(collection__owner=user_id),
            Save.objects.filter(user=user_id),
            Mention.objects.filter(user=user_id),
            TaggedUser.objects.filter(user=user_id),
        )
    )


def purge_uploads(*, user_id: UUID) -> bool:
    """Those that never became part of a post: in no use, or attached to something."""
    batch = list(Media.objects.filter(owner=user_id, post=None)[:UPLOADS_MAX])
    for media in batch:
        purging.purge_upload(media=media)
    return bool(batch)


def is_purged(*, user_id: UUID) -> bool:
    """Whether the files are gone too: rows are what knows where they are."""
    return not (
        Post.objects.filter(author=user_id).exists()
        or Media.objects.filter(owner=user_id).exists()
        or Comment.all_objects.filter(author=user_id).exists()
    )


def unfinished_purges(*, user_id: UUID) -> Iterator[Event]:
    """The events whose tasks purge what is left of the user, of up to a hundred rows each."""
    posts = Post.objects.filter(author=user_id).values_list("pk", flat=True)
    comments = Comment.all_objects.filter(author=user_id)
    for post_id in posts[:LEFT_MAX]:
        yield PostDeleted(post_id=post_id)
    for comment in comments.only("parent_id", "post_id")[:LEFT_MAX]:
        yield CommentDeleted(comment_id=comment.parent_id or comment.pk)
        yield PostDeleted(post_id=comment.post_id)


@atomic
def _delete_comments(comments: QuerySet[Comment]) -> bool:
    """As `delete_comment` for a batch, either replies or comments that have no parent."""
    found = list(comments.only("parent_id", "post_id")[: settings.PURGE_BATCH_SIZE])
    parents = {comment.parent_id for comment in found if comment.parent_id}
    locked = _lock_comments([*parents, *(comment.pk for comment in found)])
    batch = [locked[comment.pk] for comment in found if comment.pk in locked]
    replies, posts = Counter[UUID](), Counter[UUID]()
    for comment in batch:
        parent = locked.get(comment.parent_id) if comment.parent_id else None
        if comment.is_filtered or (comment.parent_id and parent is None):
            continue
        if parent is not None:
            replies[parent.pk] -= 1
        if parent is None or not parent.is_filtered:
            posts[comment.post_id] -= 1 + comment.replies_count
    ids = [comment.pk for comment in batch]
    Comment.objects.filter(pk__in=ids).update(deleted_at=Now(), pinned_at=None)
    add_to_counters(Comment, "replies_count", replies)
    add_to_counters(Post, "comments_count", posts)
    return bool(found)


def _lock_comments(ids: Sequence[UUID]) -> dict[UUID, Comment]:
    """Those that are not deleted; in the order of their ids, so a parent before its replies."""
    comments = Comment.all_objects.filter(pk__in=ids).select_for_update().order_by("pk")
    counted = comments.only("parent_id", "post_id", "is_filtered", "replies_count", "deleted_at")
    return {comment.pk: comment for comment in counted if comment.deleted_at is None}
