"""Keyset pagination over UUIDv7 ids, newest first: a page costs the same at any depth.

A UUIDv7 holds the time of its creation, so a cursor is an id and a direction. Inserted and deleted
rows do not shift a page: the cursor is a position, whether or not its row still exists. Relations
between two users have no such id; they are ordered by (`created_at`, the id of one of the two).
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
from core.ids import EPOCH, NIL_UUID

DEFAULT_LIMIT = 20
MAX_LIMIT = 100
MICROSECOND = timedelta(microseconds=1)

T = TypeVar("T")
S = TypeVar("S")
M = TypeVar("M", bound=Model)


class BadCursorError(DomainError):
    code = "invalid_cursor"
    detail = _("This cursor is not valid. Start again without it.")

    def __init__(self) -> None:
        super().__init__(attr="cursor")


@dataclass(frozen=True)
class Cursor:
    """A position in a list, and the direction: forwards to the next page, or back.

    `at` is set if rows are ordered by `created_at` and another id than their own, `part` if the
    list has parts (see `paginate_parts`). `str()` gives the form for URLs.

    With `ids` it is no position, but chooses those rows of the list: see `among`.
    """

    id: UUID
    backwards: bool = False
    at: datetime | None = None
    part: int | None = None
    ids: frozenset[UUID] = frozenset()

    def __str__(self) -> str:
        raw = (b"<" if self.backwards else b">") + self.id.bytes
        if self.at is not None:
            raw += ((self.at - EPOCH) // MICROSECOND).to_bytes(8)
        if self.part is not None:
            raw += self.part.to_bytes(1)
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """From the form for URLs; None for a blank text. Raises BadCursorError."""
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

    @classmethod
    def among(cls, text: str) -> Self:
        """From ids with commas between them: what of a list that is shown already still belongs to
        it. The page has these rows and no cursors. Raises BadCursorError, also for too many."""
        try:
            ids = [UUID(part) for part in text.split(",")]
        except ValueError as error:
            raise BadCursorError from error
        if len(ids) > MAX_LIMIT:
            raise BadCursorError
        return cls(NIL_UUID, ids=frozenset(ids))


def _read_time(raw: bytes) -> datetime:
    try:
        return EPOCH + int.from_bytes(raw) * MICROSECOND
    except OverflowError as error:
        raise BadCursorError from error


@dataclass(frozen=True)
class Part(Generic[M]):
    """The rows of one part of a list.

    With `few`, PostgreSQL finds all of the part's rows and sorts them. Without it, PostgreSQL walks
    the index of the whole list in order, which is slow if it holds few rows of this part.
    """

    rows: QuerySet[M, M]
    few: bool = False


@dataclass(frozen=True)
class Page(Generic[T]):
    """The items of a page, and the cursors of the next and the previous page, if there are any."""

    items: list[T]
    next: Cursor | None = None
    previous: Cursor | None = None

    def map(self, change: Callable[[list[T]], list[S]]) -> "Page[S]":
        """A page of other items with the same cursors; `change` gets all items at once."""
        return replace(self, items=change(self.items))  # type: ignore[arg-type, return-value]


def read_limit(text: str | None) -> int:
    """The value of `?limit=`: 1 to MAX_LIMIT, or DEFAULT_LIMIT if absent. Raises DomainError."""
    if text is None:
        return DEFAULT_LIMIT
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MAX_LIMIT:
        raise DomainError(
            _("limit must be a number from 1 to %d.") % MAX_LIMIT,
            code="invalid_limit",
            attr="limit",
        )
    return int(text)


def paginate(
    queryset: QuerySet[M, Any],
    *,
    cursor: Cursor | None,
    limit: int = DEFAULT_LIMIT,
    oldest_first: bool = False,
) -> Page[M]:
    """One page of `queryset` by id, newest first; one query.

    With `oldest_first` the whole list is reversed: the next page is newer, the previous is older.
    """
    if cursor is not None and cursor.ids:
        return Page(list(queryset.filter(pk__in=cursor.ids).order_by("-id")))
    backwards = cursor is not None and cursor.backwards
    ascending = backwards != oldest_first
    if cursor is not None:
        after = {"id__gt": cursor.id} if ascending else {"id__lt": cursor.id}
        queryset = queryset.filter(**after)
    found = list(queryset.order_by("id" if ascending else "-id")[: limit + 1])
    more, items = len(found) > limit, found[:limit]
    if backwards:
        items.reverse()
    has_next = items and (more or backwards)
    has_previous = items and (more if backwards else cursor is not None)
    return Page(
        items,
        next=Cursor(items[-1].pk) if has_next else None,
        previous=Cursor(items[0].pk, backwards=True) if has_previous else None,
    )


def paginate_dated(
    queryset: QuerySet[M, M], *, by: str, cursor: Cursor | None, limit: int = DEFAULT_LIMIT
) -> Page[M]:
    """One page of `queryset` by `created_at` and the id in the field `by`, newest first; one query.

    Raises BadCursorError for a cursor of `paginate`.
    """
    if cursor is not None and cursor.ids:
        return Page(list(queryset.filter(**{f"{by}__in": cursor.ids})))
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
    """As `paginate_dated`, for a list that shows `parts` one after another; no row is in two parts.

    One query for each part that the page reaches. A row that moves to another part between two
    pages can appear twice or not at all; every other row appears once.
    """
    if cursor is not None and (
        cursor.at is None or cursor.part is None or cursor.part >= len(parts)
    ):
        raise BadCursorError
    backwards = cursor is not None and cursor.backwards
    found: list[tuple[int, M]] = []
    for part in _parts_from(cursor, len(parts)):
        start = cursor if cursor and cursor.part == part else None
        rows = _dated_rows(parts[part], by, start, backwards=backwards)
        found += [(part, row) for row in rows[: limit + 1 - len(found)]]
        if len(found) > limit:
            break
    more, kept = len(found) > limit, found[:limit]
    if backwards:
        kept.reverse()
    has_next = kept and (more or backwards)
    has_previous = kept and (more if backwards else cursor is not None)
    return Page(
        [row for _part, row in kept],
        next=_cursor_at(*kept[-1], by) if has_next else None,
        previous=_cursor_at(*kept[0], by, backwards=True) if has_previous else None,
    )


def _parts_from(cursor: Cursor | None, count: int) -> Sequence[int]:
    """The indexes of the parts that the page can reach, nearest to the cursor first."""
    first = cursor.part if cursor and cursor.part else 0
    return range(first, -1, -1) if cursor and cursor.backwards else range(first, count)


def _dated_rows(
    part: Part[M], by: str, cursor: Cursor | None, *, backwards: bool
) -> QuerySet[M, M]:
    rows = part.rows
    if cursor is not None:
        compare = TupleGreaterThan if backwards else TupleLessThan
        rows = rows.filter(compare(Tuple("created_at", by), (cursor.at, cursor.id)))
    # PostgreSQL does not use the index on `created_at` to sort by an expression.
    at = F("created_at") + timedelta(0) if part.few else F("created_at")
    order = (at.asc(), F(by).asc()) if backwards else (at.desc(), F(by).desc())
    return rows.order_by(*order)


def _cursor_at(part: int, row: Any, by: str, *, backwards: bool = False) -> Cursor:
    return Cursor(getattr(row, by), backwards, row.created_at, part)
