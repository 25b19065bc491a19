"""Keyset pagination over UUIDv7 ids, newest first: row 2,000,000 costs what row 20 costs.

An id is (`created_at`, random) in one value, so a cursor is an id and a direction. It survives
inserts and deletes, because it names a place and not a row.
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

DEFAULT_LIMIT = 20
LARGEST_LIMIT = 100

T = TypeVar("T")
S = TypeVar("S")
M = TypeVar("M", bound=Model)


class BadCursorError(DomainError):
    code = "invalid_cursor"
    detail = _("This cursor cannot be read. Start again without it.")

    def __init__(self) -> None:
        super().__init__(attr="cursor")


@dataclass(frozen=True)
class Cursor:
    """A place in a list: on from there to older rows, or back to newer ones."""

    id: UUID
    backwards: bool = False

    def __str__(self) -> str:
        direction = b"<" if self.backwards else b">"
        return base64.urlsafe_b64encode(direction + self.id.bytes).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """The cursor that `str()` gave out; None for none. Raises BadCursorError."""
        if not text:
            return None
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error) as error:
            raise BadCursorError from error
        if len(raw) != 17 or raw[:1] not in {b"<", b">"}:
            raise BadCursorError
        return cls(UUID(bytes=raw[1:]), backwards=raw[:1] == b"<")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, and the cursors of what comes after (older) and before (newer)."""

    items: list[T]
    next: Cursor | None = None
    previous: Cursor | None = None

    def map(self, change: Callable[[list[T]], list[S]]) -> "Page[S]":
        return replace(self, items=change(self.items))  # type: ignore[arg-type, return-value]


def read_limit(text: str | None) -> int:
    """`?limit=`: 1 to 100, 20 if left out. Raises DomainError."""
    if text is None:
        return DEFAULT_LIMIT
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= LARGEST_LIMIT:
        raise DomainError(_("limit is a number from 1 to 100."), code="invalid_limit", attr="limit")
    return int(text)


def paginate(
    queryset: QuerySet[M, Any], *, cursor: Cursor | None, limit: int = DEFAULT_LIMIT
) -> Page[M]:
    """One page of `queryset`, newest id first; one query."""
    if cursor is not None and cursor.backwards:
        return _page_before(queryset, cursor, limit)
    rows = queryset if cursor is None else queryset.filter(id__lt=cursor.id)
    found = list(rows.order_by("-id")[: limit + 1])
    items = found[:limit]
    return Page(
        items,
        next=Cursor(items[-1].pk) if len(found) > limit else None,
        previous=Cursor(items[0].pk, backwards=True) if cursor and items else None,
    )


def _page_before(queryset: QuerySet[M, Any], cursor: Cursor, limit: int) -> Page[M]:
    found = list(queryset.filter(id__gt=cursor.id).order_by("id")[: limit + 1])
    items = found[:limit][::-1]
    return Page(
        items,
        next=Cursor(items[-1].pk) if items else None,
        previous=Cursor(items[0].pk, backwards=True) if len(found) > limit else None,
    )
