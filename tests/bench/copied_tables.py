"""Copies of the site's tables, with all their indexes and constraints, for the floors of writes:
their rows count in no one's page."""

from django.db import connection
from django.db.models import Model


def name_of(model: type[Model]) -> str:
    return f"floor_{model._meta.db_table}"


def copy_table(model: type[Model]) -> None:
    """Made anew, with all rows."""
    table, copy = model._meta.db_table, name_of(model)
    columns = ", ".join(columns_of(model))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {copy}")
        cursor.execute(f"CREATE TABLE {copy} (LIKE {table} INCLUDING ALL)")
        cursor.execute(f"INSERT INTO {copy} ({columns}) SELECT {columns} FROM {table}")
        cursor.execute(f"VACUUM ANALYZE {copy}")


def columns_of(model: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [str(each.column) for each in fields if each.column and not each.generated]
