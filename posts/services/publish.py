"""Posting. A post stands as soon as it is answered, and is shown once its media is ready."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.standing import require_verified
from core import limits
from core.errors import DomainError
from core.outbox import emit
from posts.captions import check_caption
from posts.events import PostDeleted
from posts.limits import POSTS
from posts.models import Media, Post
from posts.services.own_posts import count_post, lock_own_post
from posts.services.readiness import settle_post
from posts.services.tagged import set_tagged
from posts.services.words import record_caption

MOST_MEDIA = 10


@transaction.atomic
def publish_post(
    *,
    author: User,
    media_ids: Sequence[UUID],
    caption: str = "",
    location: str = "",
    audience: str = Post.Audience.PUBLIC,
    comments_from: str = Post.CommentsFrom.EVERYONE,
    hide_counts: bool = False,
    tagged: Sequence[str] = (),
) -> Post:
    """Make a post of one's own uploads, in the order given; `tagged` are usernames.

    The same uploads again answer the post that they are in: a second click does nothing.
    Raises DomainError for no or too many media, for media that is not there, failed or in
    another post, for a caption over the limits and for people who are not there; LimitedError
    for too many posts, EmailNotVerifiedError where the site wants that first.
    """
    require_verified(user=author)
    check_caption(caption)
    limits.hit(POSTS, by=author.pk)
    media = _lock_media(author, media_ids)
    if already := _common_post(media):
        return already
    _check_free(media)
    post = Post.objects.create(
        author=author,
        caption=caption,
        location=location,
        audience=audience,
        comments_from=comments_from,
        hide_counts=hide_counts,
    )
    for position, each in enumerate(media):
        each.post, each.position = post, position
    Media.objects.bulk_update(media, ["post", "position"])
    record_caption(post=post)
    set_tagged(post=post, usernames=tagged)
    settle_post(post.pk)
    post.refresh_from_db()
    return post


@transaction.atomic
def delete_post(*, post: Post, actor: User) -> None:
    """Hide the post at once; the worker erases what belongs to it. Again is no change.

    Raises ForbiddenError for anyone but the author.
    """
    locked = lock_own_post(post=post, actor=actor)
    if locked is None:
        return
    was_counted = locked.is_counted
    Post.objects.filter(pk=post.pk).update(deleted_at=Now())
    locked.refresh_from_db(fields=["deleted_at"])
    count_post(post=locked, was_counted=was_counted)
    emit(PostDeleted(post_id=post.pk))


def _lock_media(author: User, media_ids: Sequence[UUID]) -> list[Media]:
    """The uploads in the order asked for, locked so that the worker and a second post wait."""
    if not 1 <= len(set(media_ids)) == len(media_ids) <= MOST_MEDIA:
        raise DomainError(
            _("A post has one to ten different photographs."), code="media_count", attr="media_ids"
        )
    rows = Media.objects.select_for_update().filter(owner=author, pk__in=media_ids)
    found = {media.pk: media for media in rows.order_by("pk")}
    if len(found) < len(media_ids):
        raise DomainError(
            _("One of these photographs is not there (any more)."),
            code="media_not_found",
            attr="media_ids",
        )
    return [found[media_id] for media_id in media_ids]


def _common_post(media: list[Media]) -> Post | None:
    (first, *others) = {each.post_id for each in media}
    if first is None or others:
        return None
    return Post.objects.filter(pk=first, deleted_at=None).first()


def _check_free(media: list[Media]) -> None:
    if any(each.post_id for each in media):
        raise DomainError(
            _("One of these photographs is in another post already."),
            code="media_in_use",
            attr="media_ids",
        )
    failed = next((each for each in media if each.status == Media.Status.FAILED), None)
    if failed:
        raise DomainError(
            failed.problem or _("One of these photographs cannot be used."),
            code="media_failed",
            attr="media_ids",
        )
