"""Paging through lists whose pinned rows come first."""

from dataclasses import replace
from datetime import datetime
from operator import gt, lt
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from core.pagination import Cursor, Page, paginate

Row = TypeVar("Row", bound=Model)


def paginate_pinned(
    rows: QuerySet[Row, Row], *, cursor: Cursor | None, limit: int, last_pinned_first: bool
) -> Page[Row]:
    """A page of the few pinned rows by `pinned_at`, then of the others, newest first.

    One query for each of the two kinds that is read. The cursor of a pinned row has its
    `pinned_at`, that of another row only the id.
    """
    if cursor and cursor.ids:
        return paginate(rows, cursor=cursor, limit=limit)
    others = rows.filter(pinned_at=None)
    if cursor and not cursor.backwards and cursor.at is None:
        return paginate(others, cursor=cursor, limit=limit)
    order = ("-pinned_at", "-id") if last_pinned_first else ("pinned_at", "id")
    pinned = list(rows.filter(pinned_at__isnull=False).order_by(*order))
    if cursor and cursor.at is not None:
        beyond = gt if cursor.backwards == last_pinned_first else lt
        place = cursor.at, cursor.id
        pinned = [row for row in pinned if beyond(_key(row), place)]
    if cursor and cursor.backwards:
        return _page_before(pinned, others, cursor, limit)
    return _page_after(pinned, others, cursor, limit)


def first_page(rows: list[Row], limit: int) -> Page[Row]:
    """Of rows in their order, of which there is one more if a page follows."""
    items = rows[:limit]
    return Page(items, next=_place(items[-1]) if len(rows) > limit else None)


def _page_after(
    pinned: list[Row], others: QuerySet[Row, Row], cursor: Cursor | None, limit: int
) -> Page[Row]:
    room = max(limit - len(pinned), 0)
    page = first_page([*pinned, *others.order_by("-id")[: room + 1]], limit)
    has_previous = cursor and page.items
    return replace(page, previous=_place(page.items[0], backwards=True) if has_previous else None)


def _page_before(
    pinned: list[Row], others: QuerySet[Row, Row], cursor: Cursor, limit: int
) -> Page[Row]:
    newer: list[Row] = []
    if cursor.at is None:
        newer = list(others.filter(id__gt=cursor.id).order_by("id")[: limit + 1])
    found = [*pinned, *reversed(newer)]
    items = found[-limit:]
    return Page(
        items,
        next=_place(items[-1]) if items else None,
        previous=_place(items[0], backwards=True) if len(found) > limit else None,
    )


def _key(row: Any) -> tuple[datetime, UUID]:
    return row.pinned_at, row.pk


def _place(row: Any, *, backwards: bool = False) -> Cursor:
    return Cursor(row.pk, backwards, at=row.pinned_at)
