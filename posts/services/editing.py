"""Changing a post after it was published."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from core.errors import DomainError
from core.text.cleaning import clean_line, clean_text
from posts.limits import EDITS
from posts.models import Media, Post
from posts.pictures import best_key
from posts.services.entities import record_caption
from posts.services.locks import lock_own_post, update_posts_count
from posts.services.tagged import set_tagged
from posts.text.captions import check_caption


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
    """Change what is given, all or nothing; None leaves a value as it is. Idempotent.

    `media_ids` are all of the post's photos in a new order; the first becomes the cover. `alts`
    are alt texts by media id, `tagged` usernames. No event: visibility is checked at each read.

    Raises ForbiddenError unless `actor` is the author, DomainError for a caption over the limits
    and for photos that are not the post's, NotFoundError for a deleted post, LimitedError.
    """
    limits.hit(EDITS, by=actor.pk)
    options = {
        "location": location if location is None else clean_line(location),
        "audience": audience,
        "comments_from": comments_from,
        "hide_counts": hide_counts,
    }
    changes = {name: value for name, value in options.items() if value is not None}
    caption = caption if caption is None else clean_text(caption)
    _edit(
        post=post,
        actor=actor,
        changes=changes,
        caption=caption,
        media_ids=media_ids,
        alts=alts or {},
        tagged=tagged,
    )


@atomic
def _edit(
    *,
    post: Post,
    actor: User,
    changes: Mapping[str, Any],
    caption: str | None,
    media_ids: Sequence[UUID] | None,
    alts: Mapping[UUID, str],
    tagged: Sequence[str] | None,
) -> None:
    locked = lock_own_post(post=post, actor=actor, with_media=True)
    was_counted = locked.is_counted
    _change(locked, changes, media_ids, alts)
    _change_caption(locked, caption)
    if tagged is not None:
        set_tagged(post=locked, usernames=tagged)
    update_posts_count(post=locked, was_counted=was_counted)


def _change(
    locked: Post,
    changes: Mapping[str, Any],
    media_ids: Sequence[UUID] | None,
    alts: Mapping[UUID, str],
) -> None:
    for name, value in changes.items():
        setattr(locked, name, value)
    if media_ids is not None:
        _reorder(locked, media_ids)
    _set_alt_texts(locked, alts)
    locked.save(update_fields=[*changes, "media_url"])


def _change_caption(post: Post, caption: str | None) -> None:
    if caption is None or caption == post.caption:
        return
    entities = check_caption(caption)
    post.caption = caption
    Post.objects.filter(pk=post.pk).update(caption=caption, edited_at=Now())
    record_caption(post=post, entities=entities)


def _reorder(post: Post, media_ids: Sequence[UUID]) -> None:
    media = {each.pk: each for each in post.media.all()}
    if sorted(media_ids) != sorted(media):
        raise DomainError(
            _("List every photo of the post once."), code="media_mismatch", attr="media_ids"
        )
    for position, media_id in enumerate(media_ids):
        media[media_id].position = position
    Media.objects.bulk_update(media.values(), ["position"])
    if post.is_ready:
        post.media_url = best_key(media[media_ids[0]])


def _set_alt_texts(post: Post, alts: Mapping[UUID, str]) -> None:
    for media_id, alt in alts.items():
        if not post.media.filter(pk=media_id).update(alt=clean_text(alt)):
            raise DomainError(
                _("One of these photos is not in the post."), code="media_not_found", attr="alts"
            )
