"""Reading comments: everything goes through what the viewer may see."""

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from core.errors import NotFoundError
from core.pagination import Cursor, Page, paginate
from posts.models import Comment, Mention, Post
from posts.models.post import Viewer


def comments_page(
    *, viewer: Viewer, post: Post, cursor: Cursor | None = None, limit: int = 20
) -> Page[Comment]:
    """A page of the comments of a post, newest first, without the replies to them.

    The first page begins with those that are pinned; they make room for at least one other.
    """
    comments = visible_comments(viewer=viewer, post=post).filter(parent=None)
    pinned = []
    if cursor is None:
        pinned = list(comments.filter(pinned_at__isnull=False).order_by("pinned_at", "id"))
    others = comments.filter(pinned_at=None)
    page = paginate(others, cursor=cursor, limit=max(limit - len(pinned), 1))
    return replace(page, items=pinned + page.items)


def replies_page(
    *, viewer: Viewer, comment: Comment, cursor: Cursor | None = None, limit: int = 20
) -> Page[Comment]:
    """A page of the replies to a comment, oldest first."""
    replies = visible_comments(viewer=viewer, post=comment.post).filter(parent=comment)
    return paginate(replies, cursor=cursor, limit=limit, oldest_first=True)


def visible_comments(*, viewer: Viewer, post: Post) -> QuerySet[Comment]:
    return Comment.objects.visible_to(viewer).for_list(viewer).filter(post=post)


def get_comment(*, viewer: Viewer, comment_id: UUID) -> Comment:
    """Raises NotFoundError."""
    seen = Comment.objects.visible_to(viewer).for_list(viewer)
    found = seen.select_related("post").filter(pk=comment_id).first()
    if found is None:
        raise NotFoundError
    return found


def find_comment(*, viewer: Viewer, post: Post, comment_id: UUID | None) -> Comment | None:
    """A comment of this very post, or None."""
    if comment_id is None:
        return None
    found = visible_comments(viewer=viewer, post=post).filter(pk=comment_id).first()
    if found is not None:
        found.post = post
    return found


def get_comment_of(*, viewer: Viewer, post: Post, comment_id: UUID) -> Comment:
    """A comment of this very post. Raises NotFoundError."""
    found = find_comment(viewer=viewer, post=post, comment_id=comment_id)
    if found is None:
        raise NotFoundError
    return found


def may_comment(*, viewer: Viewer, post: Post) -> bool:
    """The one rule of who writes under a post that they see: its author's choice, and its author
    wherever anybody may. At most one query."""
    if not viewer.is_authenticated or post.comments_from == Post.CommentsFrom.NOBODY:
        return False
    if viewer.pk == post.author_id or post.comments_from == Post.CommentsFrom.EVERYONE:
        return True
    if post.comments_from == Post.CommentsFrom.FOLLOWERS:
        return viewer.follows.filter(following=post.author_id).exists()
    return Mention.objects.filter(post=post, comment=None, person=viewer).exists()
