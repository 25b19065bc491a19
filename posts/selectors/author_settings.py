"""What somebody wants of others under their posts."""

from uuid import UUID

from accounts.models import User
from posts.models import AuthorSettings


def author_settings(*, user: User) -> AuthorSettings:
    """Those that they chose, or else those that everybody begins with."""
    return AuthorSettings.objects.filter(user=user).first() or AuthorSettings(user=user)


def filtered_words(*, author_id: UUID) -> list[str]:
    """The words by which comments on their posts are hidden."""
    found = AuthorSettings.objects.filter(user=author_id)
    return next(iter(found.values_list("filtered_words", flat=True)), [])


def reviews_tags(*, person_id: UUID) -> bool:
    """Whether a tag on somebody's picture waits until they approve it."""
    return AuthorSettings.objects.filter(user=person_id, reviews_tags=True).exists()
