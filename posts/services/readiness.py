"""From uploaded to shown: what the worker does with a photograph and with its post."""

from uuid import UUID

from django.db import transaction

from core.media.rendered import Rendered
from core.outbox import emit
from posts.events import PostPublished
from posts.models import Media, Post
from posts.pictures import best_key, describe_renditions
from posts.services.own_posts import count_post
from posts.services.tagged import tell_tagged


@transaction.atomic
def complete_media(*, media_id: UUID, rendered: Rendered) -> None:
    """The renditions are in the store: the photograph is ready, and maybe its post."""
    media = Media.objects.select_for_update().filter(pk=media_id).first()
    if media is None:
        return
    media.status = Media.Status.READY
    media.width, media.height = rendered.width, rendered.height
    media.blurhash = rendered.blurhash
    media.renditions = describe_renditions(rendered)
    media.save()
    settle_post(media.post_id)


@transaction.atomic
def fail_media(*, media_id: UUID, code: str) -> None:
    """The photograph cannot be used; its author is told why."""
    media = Media.objects.select_for_update().filter(pk=media_id).first()
    if media is None:
        return
    media.status = Media.Status.FAILED
    media.problem_code = code
    media.save(update_fields=["status", "problem_code"])
    settle_post(media.post_id)


def settle_post(post_id: UUID | None) -> None:
    """Show the post once all its media is ready; needs the caller's transaction.

    The lock makes two photographs that finish together look at each other's result.
    """
    if post_id is None:
        return
    post = Post.objects.select_for_update().filter(pk=post_id, deleted_at=None).first()
    if post is None or post.is_ready:
        return
    media = list(post.media.all())
    if any(each.status == Media.Status.FAILED for each in media):
        Post.objects.filter(pk=post_id).update(state=Post.State.FAILED)
    elif all(each.is_ready for each in media):
        _show(post, cover=media[0])


def _show(post: Post, *, cover: Media) -> None:
    post.state, post.media_url = Post.State.READY, best_key(cover)
    Post.objects.filter(pk=post.pk).update(state=post.state, media_url=post.media_url)
    count_post(post=post, was_counted=False)
    tell_tagged(post=post)
    emit(PostPublished(post_id=post.pk))
