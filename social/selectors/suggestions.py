"""Users to follow."""

from dataclasses import dataclass

from accounts.models import User
from social.candidates import candidates


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
    found = candidates(viewer_id=viewer.pk, limit=limit)
    ids = {one for each in found for one in (each.id, *each.followed_by)}
    users = User.objects.visible_to(viewer).in_bulk(ids)
    return [
        Suggestion(
            users[each.id],
            [users[one] for one in each.followed_by if one in users],
            each.followed_by_count,
        )
        for each in found
        if each.id in users
    ]
