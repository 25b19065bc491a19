"""Who is to be told."""

from uuid import UUID

from social.models import Follow


def follower_ids_after(*, author_id: UUID, after: UUID, limit: int) -> list[UUID]:
    """The next `limit` followers in the order of their ids: fan-out's walk, which can resume."""
    rows = Follow.objects.filter(following_id=author_id, follower_id__gt=after)
    return list(rows.order_by("follower_id").values_list("follower_id", flat=True)[:limit])
