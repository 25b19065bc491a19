"""What somebody who is erased leaves behind in posts, a batch at a time.

Each thing goes by the service that its owner would have used, so that everybody's counters stay
right, whatever is interrupted. Each function answers whether there was anything to do.
"""

from contextlib import suppress
from uuid import UUID

from core.errors import NotFoundError
from posts.models import Comment, CommentLike, Like, Media, Post
from posts.services.comment_likes import unlike_comment
from posts.services.comments import delete_comment
from posts.services.erasing import erase_media
from posts.services.likes import unlike_post
from posts.services.publishing import delete_post

BATCH = 50
# Each has a dozen files, which may lie far away.
FEW = 10


def remove_some_posts(*, user_id: UUID) -> bool:
    """Their files and rows are erased afterwards, as those of any deleted post."""
    standing = Post.objects.filter(author=user_id, deleted_at=None)
    posts = list(standing.select_related("author")[:BATCH])
    for post in posts:
        delete_post(post=post, actor=post.author)
    return bool(posts)


def remove_some_comments(*, user_id: UUID) -> bool:
    written = Comment.objects.filter(author=user_id)
    # Replies of others to them go with them.
    comments = list(written.select_related("author", "post")[:BATCH])
    for comment in comments:
        delete_comment(comment=comment, actor=comment.author)
    return bool(comments)


def remove_some_likes(*, user_id: UUID) -> bool:
    likes = list(Like.objects.filter(user=user_id).select_related("post", "user")[:BATCH])
    for like in likes:
        unlike_post(post=like.post, user=like.user)
    return bool(likes)


def remove_some_comment_likes(*, user_id: UUID) -> bool:
    rows = CommentLike.objects.filter(user=user_id).select_related("comment", "user")
    likes = list(rows[:BATCH])
    for like in likes:
        # It goes with the comment, if somebody deletes that meanwhile.
        with suppress(NotFoundError):
            unlike_comment(comment=like.comment, user=like.user)
    return bool(likes)


def remove_some_uploads(*, user_id: UUID) -> bool:
    """Those that never became part of a post."""
    ids = list(Media.objects.filter(owner=user_id, post=None).values_list("pk", flat=True)[:FEW])
    for media_id in ids:
        erase_media(media_id=media_id)
    return bool(ids)


def is_all_erased(*, user_id: UUID) -> bool:
    """Whether the files are gone too: rows are what knows where they lie."""
    posts, media = Post.objects.filter(author=user_id), Media.objects.filter(owner=user_id)
    return not posts.exists() and not media.exists()
