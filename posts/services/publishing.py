"""Publishing. A post exists at once, and others see it as soon as all its media is ready."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.email_verification import require_verified
from core import limits
from core.db.rows import insert_row
from core.db.transactions import atomic
from core.errors import DomainError
from core.outbox import LOWEST_PRIORITY, emit
from core.text.cleaning import clean_line, clean_text
from posts.events import PostPublished
from posts.limits import POSTS
from posts.models import Media, Post
from posts.pictures import best_key
from posts.services.entities import record_new_caption
from posts.services.locks import update_posts_count
from posts.services.tagged import notify_tagged, set_tagged
from posts.text.captions import check_caption
from posts.text.parsing import Entities

MAX_MEDIA = 10


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
    alts: Mapping[UUID, str] | None = None,
) -> Post:
    """Create a post of the author's own uploads, in the order given.

    `tagged` are usernames; `alts` are alt texts by media id, for those that change.

    Idempotent: the same uploads again return the post that they are in.
    Raises DomainError for no or too many media, for media that does not exist, failed or is in
    another post, for a caption over the limits and for unknown usernames; LimitedError,
    EmailNotVerifiedError.
    """
    require_verified(user=author)
    caption = clean_text(caption)
    entities = check_caption(caption)
    _check_number(media_ids)
    limits.hit(POSTS, by=author.pk)
    post = Post(
        author=author,
        caption=caption,
        location=clean_line(location),
        audience=audience,
        comments_from=comments_from,
        hide_counts=hide_counts,
    )
    cleaned = {media_id: clean_text(alt) for media_id, alt in (alts or {}).items()}
    return _publish(post, media_ids, entities, tagged, cleaned)


def publish_if_ready(*, post_id: UUID) -> None:
    """Mark the post ready, or failed, once all its media is; within the caller's transaction.

    Idempotent. The lock makes the second of two uploads that finish together see the first.
    """
    posts = Post.objects.select_for_update(of=("self",)).select_related("author")
    post = posts.filter(pk=post_id, deleted_at=None).first()
    if post is None or post.is_ready:
        return
    media = list(post.media.all())
    if any(each.status == Media.Status.FAILED for each in media):
        Post.objects.filter(pk=post_id).update(state=Post.State.FAILED)
    elif all(each.is_ready for each in media):
        _mark_ready(post, cover=media[0])


@atomic
def _publish(
    post: Post,
    media_ids: Sequence[UUID],
    entities: Entities,
    tagged: Sequence[str],
    alts: Mapping[UUID, str],
) -> Post:
    media = _lock_media(post.author, media_ids)
    if existing := _common_post(media):
        return existing
    _check_unused(media)
    insert_row(post)
    for position, each in enumerate(media):
        each.post, each.position, each.alt = post, position, alts.get(each.pk, each.alt)
    Media.objects.bulk_update(media, ["post", "position", "alt"])
    record_new_caption(post=post, entities=entities)
    if tagged:
        set_tagged(post=post, usernames=tagged)
    publish_if_ready(post_id=post.pk)
    post.refresh_from_db()
    return post


def _check_number(media_ids: Sequence[UUID]) -> None:
    if not 1 <= len(set(media_ids)) == len(media_ids) <= MAX_MEDIA:
        raise DomainError(
            _("A post has one to ten different photos."), code="media_count", attr="media_ids"
        )


def _lock_media(author: User, media_ids: Sequence[UUID]) -> list[Media]:
    """The uploads in the order given, locked against the worker and a second post."""
    rows = Media.objects.select_for_update().filter(owner=author, pk__in=media_ids)
    found = {media.pk: media for media in rows.order_by("pk")}
    if len(found) < len(media_ids):
        raise DomainError(
            _("One of these photos no longer exists."),
            code="media_not_found",
            attr="media_ids",
        )
    return [found[media_id] for media_id in media_ids]


def _common_post(media: list[Media]) -> Post | None:
    (first, *others) = {each.post_id for each in media}
    if first is None or others:
        return None
    return Post.objects.filter(pk=first, deleted_at=None).first()


def _check_unused(media: list[Media]) -> None:
    if any(each.is_used for each in media):
        raise DomainError(
            _("One of these photos is already in another post or message."),
            code="media_in_use",
            attr="media_ids",
        )
    failed = next((each for each in media if each.status == Media.Status.FAILED), None)
    if failed:
        raise DomainError(
            failed.problem or _("One of these photos cannot be used."),
            code="media_failed",
            attr="media_ids",
        )


def _mark_ready(post: Post, *, cover: Media) -> None:
    post.state, post.media_url = Post.State.READY, best_key(cover)
    Post.objects.filter(pk=post.pk).update(state=post.state, media_url=post.media_url)
    update_posts_count(post=post, was_counted=False)
    notify_tagged(post=post)
    emit(PostPublished(post_id=post.pk), priority=_priority(post.author.followers_count))


def _priority(followers: int) -> int:
    """Small fan-outs come before large ones: a step for each digit of the number."""
    return min(len(str(followers)) - 1, LOWEST_PRIORITY)
