"""What the worker does for posts: renditions, comments hidden by the words of the day, and erasing
what was deleted."""

from accounts.events import AccountPurgeStarted
from core.media.errors import MediaError
from core.media.sandbox import render_sandboxed
from core.media.store import MediaStore
from core.outbox import Progress, Retry, Turn, run_batches, subscriber
from posts.events import FilterChanged, MediaDiscarded, MediaUploaded, PostDeleted
from posts.selectors.media import media_to_render
from posts.services.comment_filter import SETTLED, Walk, filter_some_comments
from posts.services.erasing import erase_media, erase_post
from posts.services.media import complete_media, fail_media
from posts.services.removing import (
    is_all_erased,
    remove_some_comment_likes,
    remove_some_comments,
    remove_some_likes,
    remove_some_posts,
    remove_some_uploads,
)


# Longer than the sandbox lets a picture take; the worker ends it before another takes over.
@subscriber(queue="media", lease=90, soft_time_limit=80, time_limit=85)
def render_media(event: MediaUploaded, progress: Progress) -> None:
    """Make the renditions of an upload, or tell its author why that cannot be done."""
    media = media_to_render(media_id=event.media_id)
    if media is None:
        return
    store = MediaStore()
    try:
        with store.open_original(media.original) as original:
            rendered = render_sandboxed(original)
    except MediaError as error:
        fail_media(media_id=media.pk, code=error.code)
        return
    store.publish(rendered, base=media.folder)
    complete_media(media_id=media.pk, rendered=rendered)


@subscriber(queue="media")
def purge_media(event: MediaDiscarded, progress: Progress) -> None:
    erase_media(media_id=event.media_id)


@subscriber(queue="media")
def purge_post(event: PostDeleted, progress: Progress) -> None:
    erase_post(post_id=event.post_id)


@subscriber(queue="media")
def purge_posts(event: AccountPurgeStarted, progress: Progress) -> None:
    """All that somebody did here goes, and no counter misses it; done once the files are gone."""
    steps = [
        remove_some_posts,
        remove_some_comments,
        remove_some_likes,
        remove_some_comment_likes,
        remove_some_uploads,
    ]
    run_batches(progress, steps, user_id=event.user_id)
    if not is_all_erased(user_id=event.user_id):
        raise Retry(1)


@subscriber(queue="default")
def filter_comments(event: FilterChanged, progress: Progress) -> None:
    """Hide and show the comments on somebody's posts by the words as they are now."""
    turn = Turn()
    walk = Walk.from_json(progress.cursor) if progress.cursor else Walk.begin()
    while further := filter_some_comments(author_id=event.user_id, walk=walk):
        walk = further
        progress.save(walk.to_json())
        turn.check()
    if walk.again:
        progress.save(Walk(since=walk.again).to_json())
        raise Retry(SETTLED.total_seconds())
