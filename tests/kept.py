"""Comparing what is shown with what would be shown if nothing were kept."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection

from accounts.serializers import serialize_summary
from core.redis import disposable
from posts.responses import cards, counted, covers, kept_comments, permalinks, profiles, tiles
from posts.serializers import bodies

T = TypeVar("T")


def forget() -> None:
    """As after a restart of all processes, with an empty Redis."""
    disposable().flushdb()
    for module in (bodies, cards, kept_comments, permalinks, tiles):
        module.CACHE.clear()
    covers.COVERS.clear()
    serialize_summary.cache_clear()
    counted.forget()
    profiles.forget()


def assert_shown(read: Callable[[], Any], change: Callable[[], Any]) -> None:
    """After `change` the next read is another, and the same as when nothing had been kept."""
    before = read()
    change()
    changed = read()
    assert changed != before
    forget()
    assert changed == read()


def assert_each_sees_their_own(
    viewers: Sequence[T], read: Callable[[T], Any], *, forget: Callable[[], None] = forget
) -> list[Any]:
    """Each as with nothing kept, whoever came before. Returns what they see."""
    cold = []
    for viewer in viewers:
        forget()
        cold.append(read(viewer))
    forget()
    assert [read(viewer) for viewer in viewers] == cold
    forget()
    assert [read(viewer) for viewer in reversed(viewers)] == cold[::-1]
    return cold


@contextmanager
def changing_after_the_row(change: Callable[[], Any]) -> Iterator[None]:
    """`change` comes between the rows of a page and what is read for those that are not kept."""
    seen: list[str] = []

    def change_after_the_row(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        result = execute(sql, params, many, context)
        if "hash_record_extended" in sql and not seen:
            seen.append(sql)
            change()
        return result

    with connection.execute_wrapper(change_after_the_row):
        yield
    assert seen
