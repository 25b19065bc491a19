"""The audience of fan-out."""

from uuid import UUID

from social.models import Follow


def follower_ids_after(*, author_id: UUID, after: UUID, limit: int) -> list[UUID]:
    """The next `limit` followers after the id `after`, by id: fan-out resumes there."""
    rows = Follow.objects.filter(following_id=author_id, follower_id__gt=after)
    return list(rows.order_by("follower_id").values_list("follower_id", flat=True)[:limit])
