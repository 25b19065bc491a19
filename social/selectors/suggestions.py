"""Whom to follow."""

from dataclasses import dataclass

from accounts.models import User
from social.candidates import candidates


@dataclass(frozen=True)
class Suggestion:
    """A user, and by whom of the viewer's followees they are followed.

    `followed_by` are at most two; counted are the 200 whom the viewer followed last.
    """

    user: User
    followed_by: list[User]
    followed_by_count: int


def suggested_users(*, viewer: User, limit: int = 5) -> list[Suggestion]:
    """Friends of friends, then the popular; two queries."""
    found = candidates(viewer_id=viewer.pk, limit=limit)
    ids = {one for each in found for one in (each.id, *each.followed_by)}
    people = User.objects.visible_to(viewer).in_bulk(ids)
    return [
        Suggestion(
            people[each.id],
            [people[one] for one in each.followed_by if one in people],
            each.followed_by_count,
        )
        for each in found
        if each.id in people
    ]
