"""Provokes real deadlocks in PostgreSQL, of which a service is the victim."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
from django.db import connection

from tests.processes import wait_until

IS_WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE pid = %s AND NOT granted)"


@contextmanager
def deadlocks(*, before: str, needed: str, held: str, times: int = 1) -> Iterator[None]:
    """This thread's first statements that contain `before` end in a deadlock, so many `times`.

    Each time another transaction takes the lock that the statement needs, by the SQL `needed`, and
    then asks for one that this thread's transaction has, by `held`. It goes on after the deadlock,
    which it never looks for itself.
    """
    numbers = count()

    def clash(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if before not in sql or next(numbers) >= times:
            return execute(sql, params, many, context)
        with _connect() as rival, ThreadPoolExecutor(1) as pool:
            rival.execute(needed)
            asking = pool.submit(rival.execute, held)
            wait_until(lambda: _waits(rival), what="the other transaction to wait")
            try:
                return execute(sql, params, many, context)
            finally:
                # This thread's transaction has been given up: nothing holds the lock any more.
                asking.result(timeout=30)

    with connection.execute_wrapper(clash):
        yield


def _connect() -> psycopg.Connection[Any]:
    parameters = {**connection.get_connection_params(), "options": "-c deadlock_timeout=10min"}
    return psycopg.connect(**parameters)


def _waits(rival: psycopg.Connection[Any]) -> bool:
    with psycopg.connect(**connection.get_connection_params()) as observer:
        found = observer.execute(IS_WAITING, [rival.info.backend_pid]).fetchone()
        return bool(found and found[0])
