"""Forgetting what is kept of posts and comments."""

from accounts.serializers import serialize_summary
from core.redis import disposable
from posts.responses import cards, counted, kept_comments, permalinks, tiles
from posts.serializers import bodies


def forget() -> None:
    """As after a restart of all processes, with an empty Redis."""
    disposable().flushdb()
    for module in (bodies, cards, kept_comments, permalinks, tiles):
        module.CACHE.clear()
    serialize_summary.cache_clear()
    counted.forget()
