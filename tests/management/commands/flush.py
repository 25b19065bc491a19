"""`flush` as tests need it: Django runs it after each test that commits."""

from typing import Any

from django.core.management.commands import flush
from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core.db.transactions import is_conflict

# Beyond this, rewriting every table costs less than checking the foreign keys of each row.
_ROWS_MAX = 200
_ATTEMPTS = 5
# Made by migrating, and the same ever after.
_KEPT = {"django_content_type", "auth_permission"}


class Command(flush.Command):
    """Deletes the rows of a small test, instead of rewriting all tables and their indexes.

    A tenth of the time: Django's own command also makes content types and permissions anew.
    """

    def handle(self, **options: Any) -> None:
        if not _delete_few_or_retry(options["database"]):
            super().handle(**options)


def _delete_few_or_retry(database: str) -> bool:
    """A page that another process still makes locks the same tables, in another order."""
    for _ in range(_ATTEMPTS - 1):
        try:
            return _delete_few(database)
        except OperationalError as error:
            if not is_conflict(error):
                raise
    return _delete_few(database)


def _delete_few(database: str) -> bool:
    """Empties all tables; False, with nothing done, if one holds many rows."""
    connection = connections[database]
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [connection.ops.quote_name(name) for name in names if name not in _KEPT]
    with transaction.atomic(using=database), connection.cursor() as cursor:
        # As TRUNCATE does, wait for what other processes still write.
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        rows = _count_rows(connection, tables)
        if max(rows.values(), default=0) > _ROWS_MAX:
            return False
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in rows:
            cursor.execute(f"DELETE FROM {table}")
    return True


def _count_rows(connection: BaseDatabaseWrapper, tables: list[str]) -> dict[str, int]:
    """The tables that have rows, counted no further than tells few from many."""
    counts = (
        f"SELECT %s, count(*) FROM (SELECT FROM {table} LIMIT {_ROWS_MAX + 1}) AS first_rows"
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts), tables)
        return {table: rows for table, rows in cursor.fetchall() if rows}
