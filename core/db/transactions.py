"""Transactions that are run again after a deadlock, and work that must run outside of one."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import structlog
from django.db import OperationalError, connection, transaction

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

log = structlog.get_logger()

# SQLSTATEs: PostgreSQL gave up a transaction for the sake of another, which now goes on.
CONFLICTS = {"40P01": "deadlock", "40001": "serialization failure"}


def atomic(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Run a service in a transaction; once more if that was given up in a deadlock.

    As the decorator `transaction.atomic`. Only the outermost transaction is run again, as a whole:
    nothing of it was committed, and what it does outside of the database waits for the commit
    (`emit`). So the function must do nothing else before, and stand being called twice.
    """
    transact = transaction.atomic(function)

    @wraps(function)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return transact(*args, **kwargs)
        except OperationalError as error:
            if connection.in_atomic_block or not is_conflict(error):
                raise
            log.info("transaction_repeated", service=function.__qualname__, error=repr(error))
        return transact(*args, **kwargs)

    return run


def is_conflict(error: BaseException) -> bool:
    """Whether the same transaction may succeed if it is run again at once."""
    return getattr(error.__cause__, "sqlstate", None) in CONFLICTS


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
