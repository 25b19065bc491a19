"""An author's settings for tags and for comments on their posts."""

from uuid import UUID

from accounts.models import User
from core.errors import NotFoundError
from posts.models import AuthorSettings, Post


def author_settings(*, user: User) -> AuthorSettings:
    """The settings of `user`, or the defaults."""
    return AuthorSettings.objects.filter(user=user).first() or AuthorSettings(user=user)


def filtered_words(*, author_id: UUID) -> list[str]:
    """The words that hide comments on the author's posts."""
    found = AuthorSettings.objects.filter(user=author_id)
    return next(iter(found.values_list("filtered_words", flat=True)), [])


def hidden_words(*, post: Post) -> list[str]:
    """As `filtered_words`, for a post that must still exist. Raises NotFoundError."""
    rows = Post.objects.filter(pk=post.pk, deleted_at=None)
    found = list(rows.values_list("author__author_settings__filtered_words", flat=True))
    if not found:
        raise NotFoundError
    return found[0] or []
