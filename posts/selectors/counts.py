"""Live counters of posts."""

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

from django.db.models.expressions import RawSQL

from accounts.models import Session, User
from core.db.compiled import compile_sql, compiled, prepared_cursor
from core.live.events import LiveEvent
from posts.models import Post
from posts.models.post import Viewer

# One statement for all who look at a post: each session that is active, and the post if its user
# may see it. A row without a post is the answer where they may not.
FOR_SESSIONS = """\
WITH viewers AS MATERIALIZED ({sessions})
SELECT viewers.id, viewers.user_id = seen.author_id, seen.hide_counts, seen.likes_count,
  seen.comments_count
FROM viewers LEFT JOIN LATERAL ({posts}) AS seen ON true
"""
COLUMNS = ("author_id", "hide_counts", "likes_count", "comments_count")


def serialize_post_counts(
    session_ids: Collection[UUID], event: LiveEvent
) -> dict[UUID, LiveEvent | None]:
    """`post.updated` for all sessions that follow a post; one query. See `Shared`.

    Those who see the numbers share one event, and the others, who learn that something moved, too.
    """
    params: dict[str, Any] = {"sessions": list(session_ids), "post": UUID(event["post_id"])}
    with prepared_cursor() as cursor:
        cursor.execute(_sql(), params)
        rows = cursor.fetchall()
    made: dict[tuple[int | None, int | None], LiveEvent] = {}
    found: dict[UUID, LiveEvent | None] = {}
    for session_id, is_own, hides, likes, comments in rows:
        counts = (None, None) if hides and not is_own else (likes, comments)
        is_seen = hides is not None
        found[session_id] = (
            made.setdefault(counts, _event(event["post_id"], *counts)) if is_seen else None
        )
    return found


def current_counts(*, viewer: Viewer, ids: list[UUID]) -> list[LiveEvent]:
    """`post.updated` for those of the posts that `viewer` may see; one query.

    Where the numbers are the author's alone to know, others learn that something moved.
    """
    posts = Post.objects.visible_to(viewer).filter(pk__in=ids)
    return [_counts(post, known=post.shows_counts_to(viewer)) for post in posts]


@compiled
def _sql() -> str:
    """Compiled from the rules themselves: the text is the same for every viewer and post."""
    viewer, post_id = User(pk=uuid4()), uuid4()
    asked = RawSQL("SELECT unnest(%(sessions)s::uuid[])", ())
    sessions = Session.objects.active().filter(pk__in=asked).values_list("id", "user_id")
    posts = Post.objects.visible_to(viewer).filter(pk=post_id).values_list(*COLUMNS)
    return FOR_SESSIONS.format(
        sessions=compile_sql(sessions, {}),
        posts=compile_sql(posts, {viewer.pk: "viewers.user_id", post_id: "%(post)s"}),
    )


def _counts(post: Post, *, known: bool) -> LiveEvent:
    counts = (post.likes_count, post.comments_count) if known else (None, None)
    return _event(str(post.pk), *counts)


def _event(post_id: str, likes: int | None, comments: int | None) -> LiveEvent:
    return {
        "type": "post.updated",
        "post_id": post_id,
        "likes_count": likes,
        "comments_count": comments,
    }
