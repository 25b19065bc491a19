"""The posts of a profile, and of an archive."""

from accounts.models import User
from core.pagination import Cursor, Page, paginate
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.pinned import paginate_pinned


def profile_page(
    *, viewer: Viewer, author: User, cursor: Cursor | None = None, limit: int = 20
) -> Page[Post]:
    """A page of an author's posts: the pinned ones, last pinned first, then the others, newest
    first."""
    posts = _on_profile(viewer, author).for_cards(viewer)
    return paginate_pinned(posts, cursor=cursor, limit=limit, last_pinned_first=True)


def posts_count(*, viewer: Viewer, author: User) -> int:
    """How many posts `profile_page` has for `viewer` in all.

    `User.posts_count` counts the public ones; a private account's profile shows that number to
    everyone. One query for the others, none for the anonymous, who see none of them.
    """
    if not viewer.is_authenticated:
        return author.posts_count
    public = {"audience": Post.Audience.PUBLIC, "state": Post.State.READY}
    return author.posts_count + _on_profile(viewer, author).exclude(**public).count()


def archive_page(*, viewer: User, cursor: Cursor | None = None, limit: int = 20) -> Page[Post]:
    """A page of the viewer's own archived posts, newest first."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer)
    archived = posts.filter(author=viewer, archived_at__isnull=False)
    return paginate(archived, cursor=cursor, limit=limit)


def _on_profile(viewer: Viewer, author: User) -> PostQuerySet:
    return Post.objects.visible_to(viewer).filter(author=author, archived_at=None)
