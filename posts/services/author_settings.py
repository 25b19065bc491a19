"""An author's settings for tags and for comments on their posts."""

from collections.abc import Sequence

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from core.outbox import emit
from posts.events import FilterChanged
from posts.limits import EDITS
from posts.models import AuthorSettings
from posts.text.word_filter import clean_words


def change_author_settings(
    *, user: User, reviews_tags: bool | None = None, filtered_words: Sequence[str] | None = None
) -> AuthorSettings:
    """Change what is given; other words filter the existing comments again. Idempotent.

    Raises DomainError for too many words, or one that is too long, LimitedError.
    """
    limits.hit(EDITS, by=user.pk)
    words = None if filtered_words is None else clean_words(filtered_words)
    return _change(user, reviews_tags, words)


@atomic
def _change(user: User, reviews_tags: bool | None, words: list[str] | None) -> AuthorSettings:
    AuthorSettings.objects.bulk_create([AuthorSettings(user=user)], ignore_conflicts=True)
    changed = AuthorSettings.objects.select_for_update().get(user=user)
    if reviews_tags is not None:
        changed.reviews_tags = reviews_tags
    if words is not None and words != changed.filtered_words:
        changed.filtered_words = words
        emit(FilterChanged(user_id=user.pk))
    changed.save()
    return changed
