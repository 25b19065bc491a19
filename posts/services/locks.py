"""What all changes of a post by its author share: the lock, and the author's `posts_count`."""

from accounts.models import User
from core.errors import ForbiddenError, NotFoundError
from core.rows import add_to_counter
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


def update_posts_count(*, post: Post, was_counted: bool) -> None:
    """Change the author's `posts_count` if a change of the locked post has made a difference."""
    by = int(post.is_counted) - int(was_counted)
    if by:
        add_to_counter(User, post.author_id, "posts_count", by)
