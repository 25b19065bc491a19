"""Tasks for posts: renditions, purging, the word filter, and live events."""

from uuid import UUID

from celery import shared_task

from accounts.events import AccountPurgeStarted
from core.db.transactions import release_connection
from core.live.events import post_group, publish, user_group
from core.media.errors import MediaError
from core.media.sandbox import render_sandboxed
from core.media.store import MediaStore
from core.outbox import (
    Progress,
    Retry,
    Step,
    Turn,
    check_alive,
    run_batches,
    subscriber,
)
from core.redis import disposable
from posts.events import (
    CommentDeleted,
    FilterChanged,
    MediaDiscarded,
    MediaUploaded,
    Mentioned,
    PostCountsChanged,
    PostDeleted,
    PostPublished,
    Tagged,
)
from posts.selectors.cards import is_deleted_post
from posts.selectors.media import media_to_render
from posts.selectors.mentions import caption_mentions, find_mentioned
from posts.services import abandoned_uploads, purging, purging_users
from posts.services.comment_filter import COMMENT_SETTLE_TIME, FilterCursor, filter_some_comments
from posts.services.media import complete_media, fail_media

# Seconds between two live events with the counters of a post.
COUNTS_PAUSE = 1.0


# Longer than the sandbox lets a picture take.
@subscriber(queue="media", soft_time_limit=80, time_limit=85)
def render_media(event: MediaUploaded, progress: Progress) -> None:
    """Make the renditions of an upload, or show its author why that cannot be done."""
    media = media_to_render(media_id=event.media_id)
    if media is None:
        return
    # Rendering needs none, and goes on while PostgreSQL restarts.
    release_connection()
    store = MediaStore()
    try:
        with store.open_original(media.original) as original:
            rendered = render_sandboxed(original)
    except MediaError as error:
        fail_media(media_id=media.pk, code=error.code)
        return
    store.save_renditions(rendered, base=media.folder)
    if not complete_media(media_id=media.pk, rendered=rendered):
        store.delete_renditions(media.folder)


@subscriber(queue="media")
def purge_media(event: MediaDiscarded, progress: Progress) -> None:
    purging.purge_media(media_id=event.media_id)


@shared_task(name="posts.discard_abandoned_uploads")
def discard_abandoned_uploads() -> None:
    abandoned_uploads.discard_abandoned_uploads()


@subscriber(queue="default")
def purge_comment(event: CommentDeleted, progress: Progress) -> None:
    """With the replies to it."""
    run_batches(progress, [purging.purge_thread], comment_id=event.comment_id)


@subscriber(queue="media")
def purge_post(event: PostDeleted, progress: Progress) -> None:
    """With everything below it. Raises Retry while something still is, or is being written."""
    if not is_deleted_post(post_id=event.post_id):
        return
    steps: list[Step] = [
        purging.purge_post_comments,
        purging.purge_post_likes,
        purging.purge_post_relations,
    ]
    run_batches(progress, steps, post_id=event.post_id)
    if not purging.purge_post(post_id=event.post_id):
        progress.save(None)
        raise Retry(1)


@subscriber(queue="media")
def purge_user_content(event: AccountPurgeStarted, progress: Progress) -> None:
    """All that a user did here; counters stay right. Done once the files are gone.

    Raises Retry while tasks of its own purge the rest, and DeadLetterInTheWayError if one of them
    is a dead letter.
    """
    steps: list[Step] = [
        purging_users.delete_posts,
        purging_users.delete_replies,
        purging_users.delete_threads,
        purging_users.purge_comments,
        purging_users.remove_likes,
        purging_users.remove_comment_likes,
        purging_users.purge_relations,
        purging_users.purge_uploads,
    ]
    run_batches(progress, steps, user_id=event.user_id)
    if not purging_users.is_purged(user_id=event.user_id):
        check_alive(purging_users.unfinished_purges(user_id=event.user_id))
        progress.save(None)
        raise Retry(10, "tasks of its own still purge its posts and comments")


@subscriber(queue="default")
def filter_comments(event: FilterChanged, progress: Progress) -> None:
    """Hide and show the comments on an author's posts by the current hidden words."""
    turn = Turn()
    cursor = FilterCursor.from_json(progress.cursor) if progress.cursor else FilterCursor.begin()
    while further := filter_some_comments(author_id=event.user_id, cursor=cursor):
        cursor = further
        progress.save(cursor.to_json())
        turn.check()
    if cursor.again:
        progress.save(FilterCursor(since=cursor.again).to_json())
        raise Retry(COMMENT_SETTLE_TIME.total_seconds())


@subscriber(queue="default", collapses=True)
def announce_counts(event: PostCountsChanged, progress: Progress) -> None:
    """Send the counters to the viewers of a post, at most once a second.

    Raises Retry within that second, so that the last change of a burst is sent too.
    """
    key = f"announced:{{{event.post_id}}}"
    if not disposable().set(key, 1, nx=True, px=int(COUNTS_PAUSE * 1000)):
        raise Retry(max(disposable().pttl(key), 1) / 1000)
    publish(post_group(event.post_id), {"type": "post.updated", "post_id": str(event.post_id)})


@subscriber(queue="default")
def announce_tag(event: Tagged, progress: Progress) -> None:
    """Whether the user may see the post is checked at delivery."""
    publish(user_group(event.user_id), {"type": "tag.new", "post_id": str(event.post_id)})


@subscriber(queue="default")
def notify_caption_mentions(event: PostPublished, progress: Progress) -> None:
    """Notify the users whom the caption mentions."""
    for mention_id, user_id in caption_mentions(post_id=event.post_id):
        _publish_mention(mention_id, user_id)


@subscriber(queue="default")
def notify_mentioned_user(event: Mentioned, progress: Progress) -> None:
    """Notify the user whom a comment, or an edited caption, mentions."""
    user_id = find_mentioned(mention_id=event.mention_id)
    if user_id is not None:
        _publish_mention(event.mention_id, user_id)


def _publish_mention(mention_id: UUID, user_id: UUID) -> None:
    """Whether they may see the post or comment is checked at delivery."""
    publish(user_group(user_id), {"type": "mention.new", "mention_id": str(mention_id)})
