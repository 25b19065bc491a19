"""Who is named in what, and whether they may know."""

from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import User
from core.realtime import LiveEvent
from posts.models import Comment, Mention, Post


def caption_mentions(*, post_id: UUID) -> list[tuple[UUID, UUID]]:
    """The mentions of a caption, and whom each names, for the worker."""
    rows = Mention.objects.filter(post=post_id, comment=None)
    return list(rows.order_by("pk").values_list("pk", "person_id"))


def find_mentioned(*, mention_id: UUID) -> UUID | None:
    """Whom a mention names, for the worker; None where it is gone."""
    return Mention.objects.filter(pk=mention_id).values_list("person_id", flat=True).first()


def serialize_mention(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """Fills `mention.new` for the one who is named; one query.

    None where that, the post or the comment is gone, hidden, or not theirs to see, and where they
    do not want to see what its writer posts.
    """
    mention = _told(viewer).filter(pk=UUID(event["mention_id"])).first()
    if mention is None:
        return None
    post, comment = mention.post, mention.comment
    described = {
        "type": "mention.new",
        "id": str(mention.pk),
        "post": {"id": str(post.pk), "permalink": f"{settings.SITE_URL}{post.get_absolute_url()}"},
        "by": (comment or post).author.username,
    }
    return {**described, "comment_id": str(comment.pk)} if comment else described


def _told(viewer: User) -> "QuerySet[Mention]":
    posts = Post.objects.visible_to(viewer).filter(state=Post.State.READY, archived_at=None)
    # What the filter caught is there for its writer and the author of the post; it is told nobody.
    unfiltered = Q(parent=None) | Q(parent__is_filtered=False)
    comments = Comment.objects.visible_to(viewer).filter(unfiltered, is_filtered=False)
    writer = Coalesce(OuterRef("comment__author"), OuterRef("post__author"))
    muted = viewer.mutes.filter(muted=writer, posts=True)
    return Mention.objects.filter(
        Q(comment=None) | Q(comment__in=comments), ~Exists(muted), person=viewer, post__in=posts
    ).select_related("post__author", "comment__author")
