"""Purging what a user has left in posts, one batch at a time.

What others count goes by the service that the user would have used, each in a transaction of its
own, so that every counter is right whatever is interrupted. Each step returns whether it found
something to do.
"""

from contextlib import suppress
from uuid import UUID

from django.conf import settings

from core.db.rows import delete_batch
from core.errors import NotFoundError
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
from posts.services.comment_likes import unlike_comment
from posts.services.deleting import delete_comment, delete_post
from posts.services.likes import unlike_post
from posts.services.purging import purge_media

# Each has a dozen files, which may lie far away.
UPLOADS_MAX = 10


def delete_posts(*, user_id: UUID) -> bool:
    """Purged afterwards, as any deleted post."""
    posts = Post.objects.filter(author=user_id, deleted_at=None).select_related("author")
    batch = list(posts[: settings.PURGE_BATCH_SIZE])
    for post in batch:
        delete_post(post=post, actor=post.author)
    return bool(batch)


def delete_comments(*, user_id: UUID) -> bool:
    """Those that are not deleted with their parent; purged afterwards, as any deleted comment."""
    comments = Comment.objects.filter(author=user_id).exclude(parent__deleted_at__isnull=False)
    batch = list(comments.select_related("author", "post")[: settings.PURGE_BATCH_SIZE])
    for comment in batch:
        delete_comment(comment=comment, actor=comment.author)
    return bool(batch)


def remove_likes(*, user_id: UUID) -> bool:
    likes = Like.objects.filter(user=user_id).select_related("post", "user")
    batch = list(likes[: settings.PURGE_BATCH_SIZE])
    for like in batch:
        # The like is purged with a post that was purged in the meantime.
        with suppress(NotFoundError):
            unlike_post(post=like.post, user=like.user)
    return bool(batch)


def remove_comment_likes(*, user_id: UUID) -> bool:
    likes = CommentLike.objects.filter(user=user_id).select_related("comment", "user")
    batch = list(likes[: settings.PURGE_BATCH_SIZE])
    for like in batch:
        try:
            unlike_comment(comment=like.comment, user=like.user)
        except NotFoundError:
            # No counter includes the likes of a deleted comment.
            like.delete()
    return bool(batch)


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
    """Those that never became part of a post."""
    uploads = Media.objects.filter(owner=user_id, post=None).values_list("pk", flat=True)
    batch = list(uploads[:UPLOADS_MAX])
    for media_id in batch:
        purge_media(media_id=media_id)
    return bool(batch)


def is_purged(*, user_id: UUID) -> bool:
    """Whether the files are gone too: rows are what knows where they are."""
    return not (
        Post.objects.filter(author=user_id).exists()
        or Media.objects.filter(owner=user_id).exists()
        or Comment.all_objects.filter(author=user_id).exists()
    )
