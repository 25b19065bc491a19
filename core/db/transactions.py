"""Work that must run outside a transaction, or without a database connection."""

from django.db import connection, transaction


def forbid_transaction() -> None:
    """Raises RuntimeError inside a transaction; that of a test case does not count."""
    if connection.in_atomic_block:
        with transaction.atomic(durable=True, savepoint=False):
            pass


def take_connection() -> None:
    """Take a connection from the pool for this thread, or wait for it.

    Raises OperationalError if too many wait, or if none is free in time. Without a pool it does
    nothing.
    """
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.ensure_connection()


def release_connection() -> None:
    """Return this thread's connection to the pool, for others to use during slow work.

    The next query takes one again. Raises RuntimeError inside a transaction.
    """
    forbid_transaction()
    if not connection.in_atomic_block:
        connection.close()
