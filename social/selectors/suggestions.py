"""Users to follow."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from uuid import UUID, uuid4

from django.core.cache import cache
from django.db.models import Case, F, Q, When
from django.db.models.expressions import RawSQL

from accounts.models import User
from core.db.compiled import columns_of, compile_sql, compiled, prepared_cursor, read_model
from core.db.conditions import HasRow
from social.candidates import Candidate, candidates

RECENT_SECONDS = 5 * 60
# In place of those whom the viewer follows meanwhile.
SPARE = 5


@dataclass(frozen=True)
class Suggestion:
    """A user, with the followees of the viewer who follow them.

    `followed_by` has up to two; `followed_by_count` counts among the viewer's 200 latest followees.
    """

    user: User
    followed_by: list[User]
    followed_by_count: int


def suggested_users(*, viewer: User, limit: int = 5) -> list[Suggestion]:
    """Friends of friends, then the popular; two queries."""
    return _hydrate(viewer, candidates(viewer_id=viewer.pk, limit=limit))


def recently_suggested_users(*, viewer: User, limit: int = 5) -> list[Suggestion]:
    """As `suggested_users`, found up to five minutes ago: one query, for what is on every page.

    Whom the viewer may not see, or knows by now, is left out as ever.
    """
    key = f"suggestions:{viewer.pk.hex}"
    recent: list[tuple[UUID, list[UUID], int]] | None = cache.get(key)
    if recent is not None:
        return _hydrate(viewer, [Candidate(*each) for each in recent])[:limit]
    found = candidates(viewer_id=viewer.pk, limit=limit + SPARE)
    # Newcomers, for whom there are few, find the next ones at once.
    if len(found) > limit:
        cache.set(key, [astuple(each) for each in found], RECENT_SECONDS)
    return _hydrate(viewer, found)[:limit]


def _hydrate(viewer: User, found: Sequence[Candidate]) -> list[Suggestion]:
    if not found:
        return []
    ids = {one for each in found for one in (each.id, *each.followed_by)}
    with prepared_cursor() as cursor:
        cursor.execute(_users_sql(), {"viewer": viewer.pk, "ids": list(ids)})
        rows = cursor.fetchall()
    followees, strangers = {}, {}
    for is_followed, is_known, *columns in rows:
        user = read_model(User, columns)
        if is_followed:
            followees[user.pk] = user
        elif not is_known:
            strangers[user.pk] = user
    return [
        Suggestion(
            strangers[each.id],
            [followees[one] for one in each.followed_by if one in followees],
            each.followed_by_count,
        )
        for each in found
        if each.id in strangers
    ]


@compiled
def _users_sql() -> str:
    viewer = User(pk=uuid4())
    requested = HasRow("social.FollowRequest", follower=viewer.pk, following=F("pk"))
    muted = HasRow("social.Mute", muter=viewer.pk, muted=F("pk"))
    users = User.objects.visible_to(viewer).annotate(
        is_followed=HasRow("social.Follow", follower=viewer.pk, following=F("pk")),
        is_known=Case(When(Q(requested) | Q(muted), then=True), default=False),
    )
    rows = users.filter(pk__in=RawSQL("SELECT unnest(%(ids)s::uuid[])", ()))
    columns = ("is_followed", "is_known", *columns_of(User))
    return compile_sql(rows.values_list(*columns), {viewer.pk: "%(viewer)s"})
