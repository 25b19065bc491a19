"""The locks of posts, and the order in which all locks of this app are taken.

The order is: media; a comment's parent; the comment; its likes; the post; its author. A transaction
that follows it never waits for one that waits for it. So:

- A change by the author locks media, post, author (`lock_own_post`).
- A reply locks its parent before the post that counts it (`comment_locks`), a like of a comment
  locks the comment first.
- Several rows of a kind are locked in the order of their ids: a parent is older than its replies.
- The likes and comments of a purged account are deleted before their posts are counted, a batch of
  posts at a time (`purging_users`).
- A purge locks comments, and never the post with them; the post's own row it takes at last, only
  when no transaction holds it and nothing is left below it (`purging`).
"""

from uuid import UUID

from django.db import connection

from accounts.models import User
from core.db.rows import add_to_counter
from core.errors import ForbiddenError, NotFoundError
from posts.models import Media, Post


def lock_own_post(*, post: Post, actor: User, with_media: bool = False) -> Post:
    """The post, read again and locked until the caller's transaction ends.

    The order is the same everywhere, so that there is no deadlock: media, their post, its author.
    Raises ForbiddenError unless `actor` is the author, NotFoundError for a deleted post.
    """
    if actor.pk != post.author_id:
        raise ForbiddenError
    if with_media:
        list(Media.objects.select_for_update().filter(post=post.pk).order_by("pk"))
    posts = Post.objects.select_for_update(no_key=True, of=("self",)).select_related("author")
    locked = posts.filter(pk=post.pk, deleted_at=None).first()
    if locked is None:
        raise NotFoundError
    return locked


def lock_against_purge(*, post_id: UUID) -> None:
    """Keep the post's row until the caller's transaction ends; likes and comments do not wait.

    For writing below a post what it does not count. Raises NotFoundError for a purged post.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM posts WHERE id = %s FOR KEY SHARE", [post_id])
        if cursor.fetchone() is None:
            raise NotFoundError


def update_posts_count(*, post: Post, was_counted: bool) -> None:
    """Change the author's `posts_count` if a change of the locked post has made a difference."""
    by = int(post.is_counted) - int(was_counted)
    if by:
        add_to_counter(User, post.author_id, "posts_count", by)
