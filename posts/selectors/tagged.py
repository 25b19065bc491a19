"""Posts by the users tagged in them."""

from uuid import UUID

from django.db.models import F

from accounts.models import User
from core.db.conditions import HasRow
from core.live.events import LiveEvent
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate
from posts.models import Post, TaggedUser
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.tiles import Load

State = TaggedUser.State


def tagged_page(
    *,
    viewer: Viewer,
    user: User,
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
    load: Load = PostQuerySet.for_cards,
) -> Page[Post]:
    """The posts with an approved tag of `user`, newest first.

    `user` comes from `get_accessible_user`.
    """
    posts = load(_posts_with_tag(viewer, user, State.APPROVED), viewer)
    return paginate(posts, cursor=cursor, limit=limit)


def tag_requests_page(
    *, viewer: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[Post]:
    """The posts with a tag of `viewer` that waits for approval."""
    posts = _posts_with_tag(viewer, viewer, State.PENDING).for_cards(viewer)
    return paginate(posts, cursor=cursor, limit=limit)


def serialize_photo_tag(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """`tag.new` for the tagged user; None if the tag or the post is gone or not visible."""
    found = (
        TaggedUser.objects.shown_to(viewer)
        .select_related("post__author")
        .filter(user=viewer, post__in=Post.objects.visible_to(viewer))
        .filter(post=UUID(event["post_id"]))
        .first()
    )
    if found is None:
        return None
    return {
        "type": "tag.new",
        "post_id": str(found.post_id),
        "url": found.post.get_absolute_url(),
        "author": found.post.author.username,
        "pending": found.state == State.PENDING,
    }


def _posts_with_tag(viewer: Viewer, user: User, state: State) -> PostQuerySet:
    """A block between the user and the author hides the tag, which the user could not remove."""
    shown = Post.objects.visible_to(viewer).filter(state=Post.State.READY, archived_at=None)
    # Joined, so that PostgreSQL starts from the user's tags and not from all posts.
    return shown.filter(
        ~HasRow("social.Block", blocker=user.pk, blocked=F("author")),
        ~HasRow("social.Block", blocker=F("author"), blocked=user.pk),
        tagged__user=user,
        tagged__state=state,
    )
