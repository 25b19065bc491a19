"""Statements the ORM has no method for: conditional inserts, counters, deleting in batches."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any, TypeAlias, cast
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model, QuerySet
from django.db.models.expressions import DatabaseDefault
from psycopg.sql import SQL, Identifier, Placeholder

AnyField: TypeAlias = "Field[Any, Any]"
EXPIRED_BATCH_SIZE = 1000
MAX_BATCHES = 50


def insert_if_absent(model: type[Model], **values: Any) -> bool:
    """Insert a row of `model` unless it conflicts; returns whether it was inserted. Idempotent.

    `bulk_create(ignore_conflicts=True)` does not return how many rows it inserted.
    """
    insert = SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING").format(
        Identifier(model._meta.db_table),
        SQL(", ").join(_column(model, name) for name in values),
        SQL(", ").join([Placeholder()] * len(values)),
    )
    with connection.cursor() as cursor:
        cursor.execute(insert.as_string(), list(values.values()))
        return bool(cursor.rowcount)


def insert_row(row: Model) -> None:
    """`row.save(force_insert=True)` of a model without parents, signals and file fields.

    As there, what the database fills in is then on the instance. It skips what the ORM does anew
    for each row, which takes several times as long as PostgreSQL needs.
    """
    fields = row._meta.concrete_fields
    values = {field: getattr(row, field.attname) for field in fields if not field.generated}
    given = {field: value for field, value in values.items() if not _is_default(value)}
    returned = [field for field in fields if field not in given]
    with connection.cursor() as cursor:
        cursor.execute(
            _insert_sql(type(row), tuple(given), tuple(returned)),
            [field.get_db_prep_save(value, connection) for field, value in given.items()],
        )
        found = cursor.fetchone() if returned else ()
    for field, value in zip(returned, found, strict=True):
        setattr(row, field.attname, value)
    row._state.adding, row._state.db = False, connection.alias


@cache
def _insert_sql(
    model: type[Model],
    given: "tuple[Field[Any, Any], ...]",
    returned: "tuple[Field[Any, Any], ...]",
) -> str:
    insert = SQL("INSERT INTO {} ({}) VALUES ({})").format(
        Identifier(model._meta.db_table),
        SQL(", ").join(Identifier(str(field.column)) for field in given),
        SQL(", ").join([Placeholder()] * len(given)),
    )
    if returned:
        columns = SQL(", ").join(Identifier(str(field.column)) for field in returned)
        insert = SQL("{} RETURNING {}").format(insert, columns)
    return insert.as_string()


def _is_default(value: Any) -> bool:
    """Whether the database gives the value of a new row."""
    return isinstance(value, DatabaseDefault)


def add_to_counter(model: type[Model], pk: Any, field: str, by: int) -> int | None:
    """Add `by` to an integer column of one row; returns the new value, None if there is no row."""
    update = SQL("UPDATE {} SET {count} = {count} + %s WHERE id = %s RETURNING {count}").format(
        Identifier(model._meta.db_table), count=_column(model, field)
    )
    with connection.cursor() as cursor:
        cursor.execute(update.as_string(), [by, pk])
        found = cursor.fetchone()
    return found[0] if found else None


def add_to_counters(model: type[Model], field: str, changes: Mapping[UUID, int]) -> None:
    """Add to an integer column of many rows, by their ids, in one statement.

    The rows are locked in the order of their ids: two transactions that do this wait for each
    other in one direction only.
    """
    update = SQL("""
        WITH changes AS (SELECT * FROM unnest(%s::uuid[], %s::integer[]) AS change (id, by)),
        locked AS MATERIALIZED (
            SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE
        )
        UPDATE {table} AS counted SET {count} = {count} + changes.by
        FROM changes, locked WHERE counted.id = changes.id AND locked.id = changes.id
    """).format(table=Identifier(model._meta.db_table), count=_column(model, field))
    ids = list(changes)
    with connection.cursor() as cursor:
        cursor.execute(update.as_string(), [ids, list(changes.values()), ids])


def delete_batch(rows: QuerySet[Any], size: int) -> int:
    """Delete up to `size` rows of a query; how many. Of models that no foreign key refers to."""
    batch = rows.order_by().values("pk")[:size]
    deleted, _by_model = rows.model._base_manager.filter(pk__in=batch).delete()
    return int(deleted)


def delete_next(rows: QuerySet[Any], *, by: str, after: str | None, size: int) -> str | None:
    """Delete the next `size` rows of a query in the order of `by`, a column of unique UUIDs.

    It needs an index in that order. Returns the last value, from which the next call goes on
    `after`; None if there was no row.
    """
    rows = rows.filter(**{f"{by}__gt": after}) if after else rows
    batch = list(rows.order_by(by).values_list(by, flat=True)[:size])
    if not batch:
        return None
    rows.filter(**{f"{by}__lte": batch[-1]}).order_by().delete()
    return str(batch[-1])


def delete_unreferenced(model: type[Model], pks: Sequence[UUID]) -> None:
    """Delete rows that the caller has locked and that no other row refers to, in one statement.

    `QuerySet.delete()` reads all columns of the rows first, and looks for what refers to them.
    """
    delete = SQL("DELETE FROM {} WHERE id = ANY(%s)").format(Identifier(model._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(delete.as_string(), [list(pks)])


def delete_expired(rows: QuerySet[Any]) -> int:
    """Delete the rows of a query in short transactions; how many.

    For periodic tasks: it stops after MAX_BATCHES, and the next run continues.
    """
    return repeat_batch(partial(delete_batch, rows), size=EXPIRED_BATCH_SIZE, most=MAX_BATCHES)


def repeat_batch(batch: Callable[[int], int], *, size: int, most: int) -> int:
    """Call `batch`, which handles up to `size` rows and returns how many, until one is not full.

    At most `most` times; returns how many rows in all.
    """
    total = 0
    for _ in range(most):
        handled = batch(size)
        total += handled
        if handled < size:
            break
    return total


def _column(model: type[Model], name: str) -> Identifier:
    field = cast("Field[Any, Any]", model._meta.get_field(name))
    return Identifier(str(field.column))
