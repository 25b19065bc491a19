"""The SQL answer: the posts of a home timeline."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL

from accounts.models import Session, User
from core.db.compiled import compile_sql, compiled, prepared_cursor
from core.db.conditions import HasRow
from core.errors import DomainError
from core.outbox import pending_keys
from feeds.timelines import Basis, Timeline
from posts.events import PostPublished
from posts.models import Post, PostHashtag
from posts.models.post import PostQuerySet
from posts.selectors.cards import preparing
from posts.selectors.rows import PostRow, select_rows


class SessionEndedError(DomainError):
    status = 401
    code = "not_authenticated"


class OutdatedTimelineError(Exception):
    """The viewer's relations are no longer those that the timeline was rebuilt by."""


# What a home timeline in Redis holds, and what it leaves out: the posts of celebrities, which are
# pulled, and those of hidden followees. One row, so that all of it is of the same moment. Each
# author's newest few, by the index on (user_id, id): the cost grows with the number of followees
# and the limit, not with the number of their posts.
TIMELINE = """
WITH followees AS MATERIALIZED (
  SELECT following_id AS id,
    NOT (is_active AND deactivated_at IS NULL) AS is_hidden,
    EXISTS (SELECT FROM celebrities WHERE user_id = following_id) AS is_pulled
  FROM follows JOIN users ON users.id = following_id
  WHERE follower_id = %(viewer)s AND NOT EXISTS (
    SELECT FROM mutes WHERE muter_id = %(viewer)s AND muted_id = following_id AND mutes.posts
  )
)
SELECT
  (SELECT relations_version FROM users WHERE id = %(viewer)s),
  ARRAY(SELECT id FROM followees WHERE is_pulled AND NOT is_hidden),
  ARRAY(SELECT id FROM followees WHERE is_hidden),
  ARRAY(
    SELECT newest.id
    FROM (
      SELECT id FROM followees WHERE NOT is_pulled AND NOT is_hidden
      UNION ALL SELECT %(viewer)s
    ) AS authors CROSS JOIN LATERAL (
      SELECT posts.id FROM posts
      WHERE posts.user_id = authors.id AND posts.deleted_at IS NULL
      ORDER BY posts.id DESC LIMIT %(limit)s
    ) AS newest
    ORDER BY newest.id DESC LIMIT %(limit)s
  )
"""

# Whether a timeline still holds what it must: neither has the viewer's relation to someone changed
# since its rebuild, nor is a followee shown again who was hidden then.
IS_CURRENT = """
(SELECT relations_version FROM users WHERE id = %(viewer)s) = %(version)s::bigint AND NOT EXISTS (
  SELECT FROM users WHERE id = ANY(%(hidden)s::uuid[]) AND is_active AND deactivated_at IS NULL
)"""

# The newest posts of each author, by the index on (user_id, id).
AUTHOR_IDS = """
SELECT author, ARRAY(
  SELECT id FROM posts WHERE user_id = author AND deleted_at IS NULL
  ORDER BY id DESC LIMIT %(limit)s
)
FROM unnest(%(authors)s::uuid[]) AS author
"""

# The newest posts of the viewer, and of the followees who are neither hidden nor muted, by the
# indexes posts_shown and posts_to_close_friends. Whether an author lists the viewer as a
# close friend is known before their posts are read, so that those left out cost nothing.
HOME_IDS = """\
WITH authors AS (
  SELECT following_id AS id, EXISTS (
    SELECT FROM close_friends WHERE owner_id = following_id AND friend_id = %(viewer)s
  ) AS lists_viewer
  FROM follows
  JOIN users ON users.id = following_id AND is_active AND deactivated_at IS NULL
  WHERE follower_id = %(viewer)s AND NOT EXISTS (
    SELECT FROM mutes WHERE muter_id = %(viewer)s AND muted_id = following_id AND mutes.posts
  )
  UNION ALL SELECT %(viewer)s, true
)
SELECT newest.id
FROM authors CROSS JOIN LATERAL (
  (
    SELECT posts.id FROM posts
    WHERE posts.user_id = authors.id AND posts.id < %(below)s AND audience <> 'close_friends'
      AND state = 'ready' AND archived_at IS NULL AND deleted_at IS NULL
    ORDER BY posts.id DESC LIMIT %(limit)s
  ) UNION ALL (
    SELECT posts.id FROM posts
    WHERE posts.user_id = authors.id AND posts.id < %(below)s AND audience = 'close_friends'
      AND state = 'ready' AND archived_at IS NULL AND deleted_at IS NULL
      AND authors.lists_viewer
    ORDER BY posts.id DESC LIMIT %(limit)s
  )
) AS newest
ORDER BY newest.id DESC LIMIT %(limit)s
"""

# Each followed tag's newest few, by the index on (hashtag_id, post_id).
TAG_IDS = """
SELECT DISTINCT newest.post_id
FROM hashtag_follows CROSS JOIN LATERAL (
  SELECT post_id FROM post_hashtags
  WHERE post_hashtags.hashtag_id = hashtag_follows.hashtag_id AND post_id < %(below)s
  ORDER BY post_id DESC LIMIT %(scan)s
) AS newest
WHERE hashtag_follows.user_id = %(viewer)s
ORDER BY newest.post_id DESC LIMIT %(scan)s
"""


# One statement for a page: the candidates with those of followed tags, down to where all sources
# are complete, and of these the posts that the viewer may see now. A row without a post is the
# answer where there is none; no row at all means that the session has ended.
PAGE = """\
WITH viewer AS MATERIALIZED (SELECT %(viewer)s::uuid AS id),
tagged AS MATERIALIZED ({tag_ids}),
bound AS MATERIALIZED (
  SELECT GREATEST(
    %(reached)s::uuid,
    (SELECT post_id FROM tagged ORDER BY post_id DESC OFFSET GREATEST(%(scan)s - 1, 0) LIMIT 1)
  ) AS reached
),
candidates AS (
  SELECT id FROM (SELECT unnest(%(ids)s::uuid[]) AS id UNION SELECT post_id FROM tagged) AS found
  CROSS JOIN bound WHERE reached IS NULL OR id >= reached
)
SELECT %(version)s::bigint IS NULL OR ({is_current}), bound.reached, EXISTS ({preparing}), page.*
FROM bound LEFT JOIN LATERAL ({posts} LIMIT %(limit)s) AS page ON true
WHERE %(session)s::uuid IS NULL OR EXISTS ({session})
ORDER BY page.id DESC
"""


class PageRows(NamedTuple):
    """`reached` is where the search ended, None at the end of the timeline; `has_preparing` says
    whether some of the viewer's own posts are not ready yet."""

    rows: list[PostRow]
    reached: UUID | None
    has_preparing: bool


def page_rows(
    *,
    viewer_id: UUID,
    session_id: UUID | None,
    ids: list[UUID],
    reached: UUID | None,
    below: UUID,
    scan: int,
    limit: int,
    basis: Basis | None = None,
) -> PageRows:
    """Of the candidates `ids` and the newest `scan` posts with a followed tag below `below`, the
    newest `limit` that the viewer may see now; one query.

    `ids` are complete down to `reached`. Raises SessionEndedError if `session_id` is given and not
    that of an active session of the viewer, and OutdatedTimelineError if `ids` are of a timeline
    whose `basis` is no longer the present one.
    """
    params = {
        "viewer": viewer_id,
        "session": session_id,
        "ids": ids,
        "reached": reached,
        "below": below,
        "scan": scan,
        "limit": limit,
        **_basis_params(basis),
    }
    with prepared_cursor() as cursor:
        cursor.execute(_page_sql(), params)
        found = cursor.fetchall()
    if not found:
        raise SessionEndedError
    is_current, reached, has_preparing, *_ = found[0]
    if not is_current:
        raise OutdatedTimelineError
    rows = [PostRow._make(row[3:]) for row in found if row[3] is not None]
    return PageRows(rows, reached, has_preparing)


@compiled
def _page_sql() -> str:
    """Compiled from the rules themselves: the text is the same for every viewer."""
    viewer, session_id = User(pk=uuid4()), uuid4()
    # Naming the viewer once keeps the number of parameters small, which psycopg counts each time.
    names = {viewer.pk: "(SELECT id FROM viewer)", session_id: "%(session)s"}
    candidates = RawSQL("SELECT id FROM candidates", ())
    posts = home_posts(viewer=viewer).filter(pk__in=candidates).order_by("-id")
    sessions = Session.objects.active().filter(pk=session_id, user=viewer)
    return PAGE.format(
        tag_ids=TAG_IDS,
        is_current=IS_CURRENT,
        posts=compile_sql(select_rows(posts, viewer), names),
        preparing=compile_sql(preparing(viewer).values("pk"), names),
        session=compile_sql(sessions.values("pk"), names),
    )


def stored_timeline(*, viewer_id: UUID, length: int) -> Timeline:
    """What to keep in Redis as the viewer's home timeline; one query.

    Leaves out only what comes back by the basis: the posts of celebrities, of muted and of hidden
    followees. A post that is archived or limited to close friends may become visible again without
    changing it.
    """
    with connection.cursor() as cursor:
        cursor.execute(TIMELINE, {"viewer": viewer_id, "limit": length})
        version, pulled, hidden, ids = cursor.fetchall()[0]
    basis = Basis(version or 0, tuple(pulled), tuple(hidden))
    return Timeline.of(ids, length=length, basis=basis)


def stored_author_timelines(*, author_ids: Collection[UUID], length: int) -> dict[UUID, Timeline]:
    """What to keep in Redis of each author; one query."""
    with connection.cursor() as cursor:
        cursor.execute(AUTHOR_IDS, {"authors": list(author_ids), "limit": length})
        return {author: Timeline.of(ids, length=length) for author, ids in cursor.fetchall()}


def delivered_ids(*, post_ids: Collection[UUID]) -> set[UUID]:
    """Of these posts, those that all timelines have that exist; two queries.

    A post that is ready has had its rows in the outbox from the same commit on, so these are read
    after it.
    """
    ready = Post.objects.filter(pk__in=post_ids, state=Post.State.READY, deleted_at=None)
    events = {PostPublished(post_id=each): each for each in ready.values_list("pk", flat=True)}
    pending = pending_keys(events)
    return {post_id for event, post_id in events.items() if event.key not in pending}


def is_current(*, viewer_id: UUID, basis: Basis) -> bool:
    """Whether the viewer's home timeline would be rebuilt by the same relations; one query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {IS_CURRENT}", {"viewer": viewer_id, **_basis_params(basis)})
        return bool(cursor.fetchall()[0][0])


def home_ids(*, viewer_id: UUID, below: UUID, limit: int) -> list[UUID]:
    """The ids of followees' and own posts that the viewer may see now, newest first; one query."""
    return _ids(HOME_IDS, {"viewer": viewer_id, "below": below, "limit": limit})


def tag_ids(*, viewer_id: UUID, below: UUID, limit: int) -> list[UUID]:
    """The ids of posts with a followed tag, visible or not, newest first; one query."""
    return _ids(TAG_IDS, {"viewer": viewer_id, "below": below, "scan": limit})


def home_posts(*, viewer: User) -> PostQuerySet:
    """The posts of the viewer's home timeline now, whatever Redis holds."""
    followed = HasRow("social.Follow", follower=viewer.pk, following=F("author"))
    tags = viewer.hashtag_follows.values("hashtag")
    tagged = PostHashtag.objects.filter(post=OuterRef("pk"), hashtag__in=tags)
    muted = HasRow("social.Mute", muter=viewer.pk, muted=F("author"), posts=True)
    return Post.objects.visible_to(viewer).filter(
        Q(author=viewer) | Q(followed) | Exists(tagged),
        ~muted,
        state=Post.State.READY,
        archived_at=None,
    )


def _basis_params(basis: Basis | None) -> dict[str, Any]:
    if basis is None:
        return {"version": None, "hidden": []}
    return {"version": basis.version, "hidden": list(basis.hidden)}


def _ids(sql: str, params: dict[str, Any]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]
