"""What stands on somebody's profile, and in their archive."""

from accounts.models import User
from core.pagination import Cursor, Page, paginate
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer


def profile_page(
    *, viewer: Viewer, author: User, cursor: Cursor | None = None, limit: int = 20
) -> Page[Post]:
    """A page of an author's posts: those pinned, then the others, newest first.

    The place of a pinned post is (`pinned_at`, its id), and all of them come before any other.
    """
    posts = _on_profile(viewer, author).for_cards(viewer)
    others = posts.filter(pinned_at=None)
    if cursor and not cursor.backwards and cursor.at is None:
        return paginate(others, cursor=cursor, limit=limit)
    pinned = list(posts.exclude(pinned_at=None).order_by("-pinned_at", "-id"))
    if cursor and cursor.backwards:
        return _page_before(pinned, others, cursor, limit)
    return _page_from_the_top(pinned, others, cursor, limit)


def posts_count(*, viewer: Viewer, author: User) -> int:
    """How many posts the whole list would hold for `viewer`.

    `User.posts_count` has those that are for everybody; of a closed account the profile tells it
    all the same. One query for the others, of which the anonymous see none.
    """
    if not viewer.is_authenticated:
        return author.posts_count
    everybodys = {"audience": Post.Audience.PUBLIC, "state": Post.State.READY}
    return author.posts_count + _on_profile(viewer, author).exclude(**everybodys).count()


def archive_page(*, viewer: User, cursor: Cursor | None = None, limit: int = 20) -> Page[Post]:
    """A page of one's own archived posts, newest first."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer)
    archived = posts.filter(author=viewer, archived_at__isnull=False)
    return paginate(archived, cursor=cursor, limit=limit)


def _on_profile(viewer: Viewer, author: User) -> PostQuerySet:
    return Post.objects.visible_to(viewer).filter(author=author, archived_at=None)


def _page_from_the_top(
    pinned: list[Post], others: PostQuerySet, cursor: Cursor | None, limit: int
) -> Page[Post]:
    after = cursor and (cursor.at, cursor.id)
    waiting = [each for each in pinned if not after or (each.pinned_at, each.pk) < after]
    room = max(limit - len(waiting), 0)
    found = [*waiting, *others.order_by("-id")[: room + 1]]
    items = found[:limit]
    return Page(
        items,
        next=_place(items[-1]) if len(found) > limit else None,
        previous=_place(items[0], backwards=True) if cursor and items else None,
    )


def _page_before(
    pinned: list[Post], others: PostQuerySet, cursor: Cursor, limit: int
) -> Page[Post]:
    before = pinned
    newer: list[Post] = []
    if cursor.at is None:
        newer = list(others.filter(id__gt=cursor.id).order_by("id")[: limit + 1])
    else:
        place = (cursor.at, cursor.id)
        before = [each for each in pinned if (each.pinned_at, each.pk) > place]
    found = [*before, *reversed(newer)]
    items = found[-limit:]
    return Page(
        items,
        next=_place(items[-1]) if items else None,
        previous=_place(items[0], backwards=True) if len(found) > limit else None,
    )


def _place(post: Post, *, backwards: bool = False) -> Cursor:
    return Cursor(post.pk, backwards, at=post.pinned_at)
