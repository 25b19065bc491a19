"""Statements the ORM has no method for: a conditional insert, and a counter with its new value."""

from typing import Any, cast

from django.db import connection
from django.db.models import Field, Model, QuerySet
from psycopg.sql import SQL, Identifier, Placeholder

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


def add_to_counter(model: type[Model], pk: Any, field: str, by: int) -> int | None:
    """Add `by` to an integer column of one row; returns the new value, None if there is no row."""
    update = SQL("UPDATE {} SET {count} = {count} + %s WHERE id = %s RETURNING {count}").format(
        Identifier(model._meta.db_table), count=_column(model, field)
    )
    with connection.cursor() as cursor:
        cursor.execute(update.as_string(), [by, pk])
        found = cursor.fetchone()
    return found[0] if found else None


def delete_batch(rows: QuerySet[Any], size: int) -> int:
    """Delete up to `size` rows of a query; how many. Of models that no foreign key refers to."""
    pks = list(rows.order_by().values_list("pk", flat=True)[:size])
    deleted, _by_model = rows.model._base_manager.filter(pk__in=pks).delete()
    return int(deleted)


def delete_expired(rows: QuerySet[Any]) -> int:
    """Delete the rows of a query in short transactions; how many.

    For periodic tasks: it stops after MAX_BATCHES, and the next run continues.
    """
    total = 0
    for _ in range(MAX_BATCHES):
        deleted = delete_batch(rows, EXPIRED_BATCH_SIZE)
        total += deleted
        if deleted < EXPIRED_BATCH_SIZE:
            break
    return total


def _column(model: type[Model], name: str) -> Identifier:
    field = cast("Field[Any, Any]", model._meta.get_field(name))
    return Identifier(str(field.column))
