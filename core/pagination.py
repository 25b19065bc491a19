"""Keyset pagination over UUIDv7 ids, newest first: row 2,000,000 costs what row 20 costs.

An id is (`created_at`, random) in one value, so a cursor is an id and a direction. It survives
inserts and deletes, because it names a place and not a row. Rows between two people have no such
id: their place is (`created_at`, the id of one of the two).
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from django.db.models import F, Model, QuerySet
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

    `at` is set where the id does not tell the time of the row, `part` where the list has parts.
    """

    id: UUID
    backwards: bool = False
    at: datetime | None = None
    part: int | None = None

    def __str__(self) -> str:
        raw = (b"<" if self.backwards else b">") + self.id.bytes
        if self.at is not None:
            raw += ((self.at - EPOCH) // MICROSECOND).to_bytes(8)
        if self.part is not None:
            raw += self.part.to_bytes(1)
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
        if len(raw) not in {17, 25, 26} or raw[:1] not in {b"<", b">"}:
            raise BadCursorError
        at = _read_time(raw[17:25]) if len(raw) > 17 else None
        part = raw[25] if len(raw) == 26 else None
        return cls(UUID(bytes=raw[1:17]), backwards=raw[:1] == b"<", at=at, part=part)


def _read_time(raw: bytes) -> datetime:
    try:
        return EPOCH + int.from_bytes(raw) * MICROSECOND
    except OverflowError as error:
        raise BadCursorError from error


@dataclass(frozen=True)
class Part(Generic[M]):
    """Some rows of a list in parts.

    `few` are all found and then sorted: PostgreSQL would look for them along the index of the whole
    list, which is long where they are not near its beginning.
    """

    rows: QuerySet[M, M]
    few: bool = False


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, and the cursors of what comes after them in their list, and before."""

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
    queryset: QuerySet[M, Any],
    *,
    cursor: Cursor | None,
    limit: int = DEFAULT_LIMIT,
    oldest_first: bool = False,
) -> Page[M]:
    """One page of `queryset`, newest id first unless it is to be the other way; one query.

    `oldest_first` turns the list as a whole: its next page is newer, and going back leads to older.
    """
    back = cursor is not None and cursor.backwards
    rising = back != oldest_first
    if cursor is not None:
        beyond = {"id__gt": cursor.id} if rising else {"id__lt": cursor.id}
        queryset = queryset.filter(**beyond)
    found = list(queryset.order_by("id" if rising else "-id")[: limit + 1])
    more, items = len(found) > limit, found[:limit]
    if back:
        items.reverse()
    has_next = items and (more or back)
    has_previous = items and (more if back else cursor is not None)
    return Page(
        items,
        next=Cursor(items[-1].pk) if has_next else None,
        previous=Cursor(items[0].pk, backwards=True) if has_previous else None,
    )


def paginate_dated(
    queryset: QuerySet[M, M], *, by: str, cursor: Cursor | None, limit: int = DEFAULT_LIMIT
) -> Page[M]:
    """As `paginate`, for rows whose place is their `created_at` and the id in the field `by`."""
    if cursor is not None:
        if cursor.at is None:
            raise BadCursorError
        cursor = replace(cursor, part=0)
    page = paginate_parts([Part(queryset)], by=by, cursor=cursor, limit=limit)
    return replace(
        page,
        next=page.next and replace(page.next, part=None),
        previous=page.previous and replace(page.previous, part=None),
    )


def paginate_parts(
    parts: Sequence[Part[M]],
    *,
    by: str,
    cursor: Cursor | None,
    limit: int = DEFAULT_LIMIT,
) -> Page[M]:
    """As `paginate_dated`, for a list whose parts stand one below the other, no row in two.

    A query for each part that the page reaches. A row that goes from one part to another between
    two pages may come twice, or not at all; all others come once.
    """
    if cursor is not None and (
        cursor.at is None or cursor.part is None or cursor.part >= len(parts)
    ):
        raise BadCursorError
    back = cursor is not None and cursor.backwards
    found: list[tuple[int, M]] = []
    for part in _parts_from(cursor, len(parts)):
        start = cursor if cursor and cursor.part == part else None
        rows = _dated_rows(parts[part], by, start, back=back)
        found += [(part, row) for row in rows[: limit + 1 - len(found)]]
        if len(found) > limit:
            break
    more, kept = len(found) > limit, found[:limit]
    if back:
        kept.reverse()
    has_older = kept and (more or back)
    has_newer = kept and (more if back else cursor is not None)
    return Page(
        [row for _part, row in kept],
        next=_place(*kept[-1], by) if has_older else None,
        previous=_place(*kept[0], by, backwards=True) if has_newer else None,
    )


def _parts_from(cursor: Cursor | None, count: int) -> Sequence[int]:
    """The parts that may hold what comes after the cursor, or before it, nearest first."""
    first = cursor.part if cursor and cursor.part else 0
    return range(first, -1, -1) if cursor and cursor.backwards else range(first, count)


def _dated_rows(part: Part[M], by: str, cursor: Cursor | None, *, back: bool) -> QuerySet[M, M]:
    rows = part.rows
    if cursor is not None:
        compare = TupleGreaterThan if back else TupleLessThan
        rows = rows.filter(compare(Tuple("created_at", by), (cursor.at, cursor.id)))
    # By what is not the index's own column the index is no way to the rows.
    at = F("created_at") + timedelta(0) if part.few else F("created_at")
    order = (at.asc(), F(by).asc()) if back else (at.desc(), F(by).desc())
    return rows.order_by(*order)


def _place(part: int, row: Any, by: str, *, backwards: bool = False) -> Cursor:
    return Cursor(getattr(row, by), backwards, row.created_at, part)
