"""Whose posts readers pull."""

from uuid import UUID

from social.models import Celebrity


def is_pushed(*, author_id: UUID) -> bool:
    """Whether the author's posts must be pushed to the followers' home timelines."""
    return not Celebrity.objects.filter(user=author_id, is_pushed=False).exists()
