"""Pictures by the people in them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate
from core.realtime import LiveEvent
from posts.models import Post, TaggedPerson
from posts.models.post import Viewer

State = TaggedPerson.State


def tagged_page(
    *, viewer: Viewer, person: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[Post]:
    """The posts in which `person` is and wants to be, newest first.

    Whether the viewer may look at what belongs to the person is `get_accessible_user`'s to say.
    """
    tags = TaggedPerson.objects.unblocked().filter(person=person, state=State.APPROVED)
    return paginate(_posts_of(viewer, tags), cursor=cursor, limit=limit)


def tag_requests_page(
    *, viewer: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[Post]:
    """The posts in which `viewer` is said to be, and has not yet said whether that is fine."""
    return paginate(_posts_of(viewer, _waiting(viewer)), cursor=cursor, limit=limit)


def tag_requests_count(*, viewer: User) -> int:
    return _posts_of(viewer, _waiting(viewer)).count()


def serialize_photo_tag(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """Fills `tag.new` for the one who was tagged; None where the tag, or the post, is gone."""
    found = (
        TaggedPerson.objects.shown_to(viewer)
        .select_related("post__author")
        .filter(person=viewer, post__in=Post.objects.visible_to(viewer))
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


def _waiting(viewer: User) -> "QuerySet[TaggedPerson]":
    return TaggedPerson.objects.unblocked().filter(person=viewer, state=State.PENDING)


def _posts_of(viewer: Viewer, tags: "QuerySet[TaggedPerson]") -> "QuerySet[Post, Any]":
    shown = Post.objects.visible_to(viewer).filter(state=Post.State.READY, archived_at=None)
    return shown.for_cards(viewer).filter(pk__in=tags.values("post"))
