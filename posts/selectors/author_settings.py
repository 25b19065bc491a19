"""An author's settings for tags and for comments on their posts."""

from uuid import UUID, uuid4

from accounts.models import User
from core.db.compiled import compile_sql, compiled, prepared_cursor
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
    with prepared_cursor() as cursor:
        cursor.execute(_hidden_words_sql(), {"post": post.pk})
        found = cursor.fetchone()
    if found is None:
        raise NotFoundError
    return found[0] or []


@compiled
def _hidden_words_sql() -> str:
    """Every comment begins with this query."""
    post_id = uuid4()
    rows = Post.objects.filter(pk=post_id, deleted_at=None)
    words = rows.values_list("author__author_settings__filtered_words")
    return compile_sql(words, {post_id: "%(post)s"})
