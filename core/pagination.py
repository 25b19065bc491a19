"""Keyset pagination over UUIDv7 ids, newest first: row 2,000,000 costs what row 20 costs.

An id is (`created_at`, random) in one value, so a cursor is an id and a direction. It survives
inserts and deletes, because it names a place and not a row. Rows between two people have no such
id: their place is (`created_at`, the id of one of the two).
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.ids import EPOCH

DEFAULT_LIMIT = 20
LARGEST_LIMIT = 100
MICROSECOND = timedelta(microseconds=1)

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
    """A place in a list: on from there to older rows, or back to newer ones.

    `at` is set where the id does not tell the time of the row.
    """

    id: UUID
    backwards: bool = False
    at: datetime | None = None

    def __str__(self) -> str:
        raw = (b"<" if self.backwards else b">") + self.id.bytes
        if self.at is not None:
            raw += ((self.at - EPOCH) // MICROSECOND).to_bytes(8)
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """The cursor that `str()` gave out; None for none. Raises BadCursorError."""
        if not text:
            return None
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error) as error:
            raise BadCursorError from error
        if len(raw) not in {17, 25} or raw[:1] not in {b"<", b">"}:
            raise BadCursorError
        at = _read_time(raw[17:]) if len(raw) == 25 else None
        return cls(UUID(bytes=raw[1:17]), backwards=raw[:1] == b"<", at=at)


def _read_time(raw: bytes) -> datetime:
    try:
        return EPOCH + int.from_bytes(raw) * MICROSECOND
    except OverflowError as error:
        raise BadCursorError from error


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


def paginate_dated(
    queryset: QuerySet[M, M], *, by: str, cursor: Cursor | None, limit: int = DEFAULT_LIMIT
) -> Page[M]:
    """As `paginate`, for rows whose place is their `created_at` and the id in the field `by`."""
    back = cursor is not None and cursor.backwards
    if cursor is not None:
        if cursor.at is None:
            raise BadCursorError
        compare = TupleGreaterThan if back else TupleLessThan
        place = (cursor.at, cursor.id)
        queryset = queryset.filter(compare(Tuple("created_at", by), place))
    order = ["created_at", by] if back else ["-created_at", f"-{by}"]
    found = list(queryset.order_by(*order)[: limit + 1])
    more, items = len(found) > limit, found[:limit]
    if back:
        items.reverse()
    has_older = items and (more or back)
    has_newer = items and (more if back else cursor is not None)
    return Page(
        items,
        next=_place(items[-1], by) if has_older else None,
        previous=_place(items[0], by, backwards=True) if has_newer else None,
    )


def _place(row: Any, by: str, *, backwards: bool = False) -> Cursor:
    return Cursor(getattr(row, by), backwards, row.created_at)
