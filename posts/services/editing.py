"""Changing a post that stands."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.errors import DomainError, NotFoundError
from posts.captions import check_caption
from posts.limits import EDITS
from posts.models import Media, Post
from posts.pictures import best_key
from posts.services.own_posts import count_post, lock_own_post
from posts.services.tagged import set_tagged
from posts.services.words import record_caption


@transaction.atomic
def edit_post(
    *,
    post: Post,
    actor: User,
    caption: str | None = None,
    location: str | None = None,
    audience: str | None = None,
    comments_from: str | None = None,
    hide_counts: bool | None = None,
    media_ids: Sequence[UUID] | None = None,
    alts: Mapping[UUID, str] | None = None,
    tagged: Sequence[str] | None = None,
) -> None:
    """Change what is given, all or nothing; None leaves a thing as it is.

    `media_ids` are the same photographs in another order; the first is the cover. Who may see the
    post from now on, and whose home it is in, is asked at the next read: nobody need be told.
    Raises ForbiddenError for anyone but the author, DomainError for a caption over the limits and
    for photographs that are not the post's, LimitedError for too many changes.
    """
    limits.hit(EDITS, by=actor.pk)
    locked = lock_own_post(post=post, actor=actor, with_media=True)
    if locked is None:
        raise NotFoundError
    was_counted = locked.is_counted
    options = {
        "location": location,
        "audience": audience,
        "comments_from": comments_from,
        "hide_counts": hide_counts,
    }
    changes = {name: value for name, value in options.items() if value is not None}
    for name, value in changes.items():
        setattr(locked, name, value)
    if media_ids is not None:
        _arrange(locked, media_ids)
    _describe(locked, alts or {})
    locked.save(update_fields=[*changes, "media_url"])
    _reword(locked, caption)
    if tagged is not None:
        set_tagged(post=locked, usernames=tagged)
    count_post(post=locked, was_counted=was_counted)


def _reword(post: Post, caption: str | None) -> None:
    if caption is None or caption == post.caption:
        return
    check_caption(caption)
    post.caption = caption
    Post.objects.filter(pk=post.pk).update(caption=caption, edited_at=Now())
    record_caption(post=post)


def _arrange(post: Post, media_ids: Sequence[UUID]) -> None:
    media = {each.pk: each for each in post.media.all()}
    if sorted(media_ids) != sorted(media):
        raise DomainError(
            _("Name every photograph of the post once."), code="media_mismatch", attr="media_ids"
        )
    for position, media_id in enumerate(media_ids):
        media[media_id].position = position
    Media.objects.bulk_update(media.values(), ["position"])
    if post.is_ready:
        post.media_url = best_key(media[media_ids[0]])


def _describe(post: Post, alts: Mapping[UUID, str]) -> None:
    for media_id, alt in alts.items():
        if not post.media.filter(pk=media_id).update(alt=alt):
            raise DomainError(
                _("One of these photographs is not in the post."),
                code="media_not_found",
                attr="alts",
            )
