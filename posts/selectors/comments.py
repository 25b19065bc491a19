"""Reading comments: only what the viewer may see."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet

from core.errors import NotFoundError
from core.pagination import Cursor, Page, paginate
from posts.models import Comment, Mention, Post
from posts.models.post import Viewer
from posts.selectors.pinned import paginate_pinned
from posts.selectors.posts import by_key
from social.models import Follow


def comments_page(
    *, viewer: Viewer, post: Post, cursor: Cursor | None = None, limit: int = 20
) -> Page[Comment]:
    """A page of a post's comments without replies: the pinned ones in the order they were pinned,
    then the others, newest first."""
    comments = _visible_comments(viewer, post).filter(parent=None)
    return paginate_pinned(comments, cursor=cursor, limit=limit, last_pinned_first=False)


def replies_page(
    *, viewer: Viewer, comment: Comment, cursor: Cursor | None = None, limit: int = 20
) -> Page[Comment]:
    """A page of the replies to a comment, oldest first."""
    replies = _visible_comments(viewer, comment.post).filter(parent=comment)
    return paginate(replies, cursor=cursor, limit=limit, oldest_first=True)


def get_comment(*, viewer: Viewer, comment_id: UUID, key: str | None = None) -> Comment:
    """A comment with its post and the authors of both; one query.

    With `key` (id or shortcode) only if it is a comment on that post. Raises NotFoundError.
    """
    visible = Comment.objects.visible_to(viewer).for_list(viewer).select_related("post__author")
    wanted = {f"post__{name}": value for name, value in by_key(key).items()} if key else {}
    found = visible.filter(pk=comment_id, **wanted).first()
    if found is None:
        raise NotFoundError
    return found


def find_comment(*, viewer: Viewer, post: Post, comment_id: UUID | None) -> Comment | None:
    """A comment on this post, or None."""
    if comment_id is None:
        return None
    found = _visible_comments(viewer, post).filter(pk=comment_id).first()
    if found is not None:
        found.post = post
    return found


def may_comment(*, viewer: Viewer, post: Post) -> bool:
    """Whether a viewer who sees the post may comment on it: `comments_from` decides, and its
    author always may unless comments are off. At most one query."""
    follows = Follow.objects.filter(follower=viewer.pk, following=post.author_id)
    mentions = Mention.objects.filter(post=post, comment=None, user=viewer.pk)
    return accepts_comments(
        viewer,
        author_id=post.author_id,
        comments_from=post.comments_from,
        follows=follows.exists,
        is_mentioned=mentions.exists,
    )


def accepts_comments(
    viewer: Viewer,
    *,
    author_id: UUID,
    comments_from: str,
    follows: Callable[[], bool],
    is_mentioned: Callable[[], bool],
) -> bool:
    """The rule of `may_comment`, asking only for what it needs."""
    if not viewer.is_authenticated or comments_from == Post.CommentsFrom.NOBODY:
        return False
    if viewer.pk == author_id or comments_from == Post.CommentsFrom.EVERYONE:
        return True
    return follows() if comments_from == Post.CommentsFrom.FOLLOWERS else is_mentioned()


def _visible_comments(viewer: Viewer, post: Post) -> QuerySet[Comment]:
    return Comment.objects.visible_to(viewer).for_list(viewer).filter(post=post)
