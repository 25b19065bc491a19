"""Reading posts: everything goes through what the viewer may see."""

import re
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from core.errors import NotFoundError
from core.pagination import Cursor, Page, paginate
from core.realtime import Hint
from posts.models import Comment, Media, Post
from posts.models.post import Viewer
from posts.shortcodes import PATTERN

UUID_TEXT = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def get_post(*, viewer: Viewer, key: str) -> Post:
    """The post of an id or a shortcode, ready for a card. Raises NotFoundError."""
    field = "shortcode" if PATTERN.fullmatch(key) else "id"
    try:
        wanted = {field: key if field == "shortcode" else UUID(key)}
    except ValueError as error:
        raise NotFoundError from error
    post = Post.objects.visible_to(viewer).for_cards(viewer).filter(**wanted).first()
    if post is None:
        raise NotFoundError
    return post


def profile_page(
    *, viewer: Viewer, author: User, cursor: Cursor | None = None, limit: int = 20
) -> Page[Post]:
    """A page of an author's posts, newest first."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer).filter(author=author)
    return paginate(posts, cursor=cursor, limit=limit)


def comments_page(
    *, viewer: Viewer, post: Post, cursor: Cursor | None = None, limit: int = 20
) -> Page[Comment]:
    """A page of the comments of a post, newest first."""
    return paginate(visible_comments(viewer=viewer, post=post), cursor=cursor, limit=limit)


def visible_comments(*, viewer: Viewer, post: Post) -> QuerySet[Comment]:
    return Comment.objects.visible_to(viewer).filter(post=post).select_related("author")


def get_comment(*, viewer: Viewer, comment_id: UUID) -> Comment:
    """Raises NotFoundError."""
    found = (
        Comment.objects.visible_to(viewer)
        .select_related("author", "post")
        .filter(pk=comment_id)
        .first()
    )
    if found is None:
        raise NotFoundError
    return found


def get_upload(*, viewer: User, media_id: UUID) -> Media:
    """One's own upload that is in no post yet. Raises NotFoundError."""
    media = Media.objects.filter(owner=viewer, post=None, pk=media_id).first()
    if media is None:
        raise NotFoundError
    return media


def media_to_render(*, media_id: UUID) -> Media | None:
    """An upload that still waits for its renditions, for the worker."""
    return Media.objects.filter(pk=media_id, status=Media.Status.PROCESSING).first()


def find_published_post(*, post_id: UUID) -> Post | None:
    """A post that is shown, to whomever, for the worker: not one deleted meanwhile.

    Whether its author can be seen is not asked: they may come back, and a timeline permits nothing.
    """
    shown = Post.objects.filter(state=Post.State.READY, deleted_at=None)
    return shown.filter(pk=post_id).first()


def describe_counts(viewer: Viewer, hint: Hint) -> Hint | None:
    """Fills `post.updated` for one viewer; None where the post is not visible any more."""
    return next(iter(current_counts(viewer=viewer, ids=[UUID(hint["post_id"])])), None)


def current_counts(*, viewer: Viewer, ids: list[UUID]) -> list[Hint]:
    """`post.updated` for those of the posts that `viewer` may see; one query."""
    posts = Post.objects.visible_to(viewer).filter(pk__in=ids)
    return [
        {
            "type": "post.updated",
            "post_id": str(post.pk),
            "likes_count": post.likes_count,
            "comments_count": post.comments_count,
        }
        for post in posts
    ]


def own_uploads(*, viewer: User, ids: list[str]) -> list[Media]:
    """One's own media of these ids, in their order; what is no id or not one's own is left out."""
    wanted = [UUID(each) for each in ids if UUID_TEXT.fullmatch(each)]
    found = Media.objects.filter(owner=viewer).in_bulk(wanted)
    return [found[each] for each in dict.fromkeys(wanted) if each in found]


def get_own_post(*, viewer: User, key: str) -> Post:
    """A post of one's own. Raises NotFoundError for anybody else's."""
    post = get_post(viewer=viewer, key=key)
    if post.author_id != viewer.pk:
        raise NotFoundError
    return post


def more_by_author(*, viewer: Viewer, post: Post, limit: int = 6) -> list[Post]:
    """The author's newest other posts."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer)
    others = posts.filter(author=post.author, state=Post.State.READY).exclude(pk=post.pk)
    return list(others.order_by("-id")[:limit])


def preparing_posts(*, author: User) -> list[Post]:
    """One's own posts that are not shown yet, newest first; queries as for any cards."""
    posts = Post.objects.visible_to(author).for_cards(author).filter(author=author)
    return list(posts.exclude(state=Post.State.READY).order_by("-id")[:10])
