"""Work that must run outside a transaction, or without a database connection."""

from django.db import connection, transaction


def forbid_transaction() -> None:
    """Raises RuntimeError inside a transaction; that of a test case does not count."""
    if connection.in_atomic_block:
        with transaction.atomic(durable=True, savepoint=False):
            pass


def release_connection() -> None:
    """Return this thread's connection to the pool, for others to use during slow work.

    The next query takes one again. Raises RuntimeError inside a transaction.
    """
    forbid_transaction()
    if not connection.in_atomic_block:
        connection.close()
