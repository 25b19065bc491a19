"""Mentions, and whether the mentioned user may see where."""

from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from accounts.selectors import visible_users_by_name
from core.live.events import LiveEvent
from posts.models import Comment, Mention, Post
from posts.models.post import Viewer
from posts.text.parsing import entities_in


def caption_mentions(*, post_id: UUID) -> list[tuple[UUID, UUID]]:
    """The mentions of a caption with their user ids, for workers."""
    rows = Mention.objects.filter(post=post_id, comment=None)
    return list(rows.order_by("pk").values_list("pk", "user_id"))


def find_mentioned(*, mention_id: UUID) -> UUID | None:
    """The user id of a mention, for workers; None if it is gone."""
    return Mention.objects.filter(pk=mention_id).values_list("user_id", flat=True).first()


def mentioned_usernames(*, viewer: Viewer, text: str) -> set[str]:
    """The mentioned users whom `viewer` may see, in a text without rows of its mentions.

    One query, none if no one is mentioned; another if some name is no current one.
    """
    usernames = entities_in(text).mentions
    return set(visible_users_by_name(viewer=viewer, usernames=usernames)) if usernames else set()


def serialize_mention(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """`mention.new` for the mentioned user; one query.

    None if the mention, its post or its comment is gone or not visible to them, and if they mute
    its author.
    """
    mention = _visible_mentions(viewer).filter(pk=UUID(event["mention_id"])).first()
    if mention is None:
        return None
    post, comment = mention.post, mention.comment
    serialized = {
        "type": "mention.new",
        "id": str(mention.pk),
        "post": {"id": str(post.pk), "permalink": f"{settings.SITE_URL}{post.get_absolute_url()}"},
        "by": (comment or post).author.username,
    }
    return {**serialized, "comment_id": str(comment.pk)} if comment else serialized


def _visible_mentions(viewer: User) -> "QuerySet[Mention]":
    posts = Post.objects.visible_to(viewer).filter(state=Post.State.READY, archived_at=None)
    # A comment that the word filter hides notifies no one, not even the users who see it.
    unfiltered = Q(parent=None) | Q(parent__is_filtered=False)
    comments = Comment.objects.visible_to(viewer).filter(unfiltered, is_filtered=False)
    # Not `comment__in`: beside an OR, PostgreSQL would read all comments of the site.
    in_comment = Q(Exists(comments.filter(pk=OuterRef("comment"))))
    author = Coalesce(OuterRef("comment__author"), OuterRef("post__author"))
    muted = viewer.mutes.filter(muted=author, posts=True)
    return Mention.objects.filter(
        Q(comment=None) | in_comment, ~Exists(muted), user=viewer, post__in=posts
    ).select_related("post__author", "comment__author")
