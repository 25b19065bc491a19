"""Users to follow."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from uuid import UUID

from django.core.cache import cache
from django.db.models import Case, F, Q, When

from accounts.models import User
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
    ids = {one for each in found for one in (each.id, *each.followed_by)}
    requested = HasRow("social.FollowRequest", follower=viewer.pk, following=F("pk"))
    muted = HasRow("social.Mute", muter=viewer.pk, muted=F("pk"))
    users = User.objects.visible_to(viewer).annotate(
        is_followed=HasRow("social.Follow", follower=viewer.pk, following=F("pk")),
        is_known=Case(When(Q(requested) | Q(muted), then=True), default=False),
    )
    known = users.in_bulk(ids)
    followees = {pk: user for pk, user in known.items() if user.is_followed}
    return [
        Suggestion(
            known[each.id],
            [followees[one] for one in each.followed_by if one in followees],
            each.followed_by_count,
        )
        for each in found
        if each.id in known and each.id not in followees and not known[each.id].is_known
    ]
