"""What all changes of a post by its author share: the lock, and the count on the profile."""

from django.db.models import F

from accounts.models import User
from core.errors import ForbiddenError
from posts.models import Media, Post


def lock_own_post(*, post: Post, actor: User, with_media: bool = False) -> Post | None:
    """The post as it stands now, locked until the transaction ends; None once it is deleted.

    In one order everywhere, so that nobody waits in a circle: media, their post, its author.
    Raises ForbiddenError for anyone but the author.
    """
    if actor.pk != post.author_id:
        raise ForbiddenError
    if with_media:
        list(Media.objects.select_for_update().filter(post=post.pk).order_by("pk"))
    posts = Post.objects.select_for_update(no_key=True, of=("self",)).select_related("author")
    return posts.filter(pk=post.pk, deleted_at=None).first()


def count_post(*, post: Post, was_counted: bool) -> None:
    """Move `posts_count` by what a change of the locked post means to it."""
    by = int(post.is_counted) - int(was_counted)
    if by:
        User.objects.filter(pk=post.author_id).update(posts_count=F("posts_count") + by)
