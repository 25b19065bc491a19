"""Django's backend for PostgreSQL, with the bound of `core.db.waiting` for the connection pool."""

from time import monotonic
from typing import Any

from django.db.backends.postgresql import base
from psycopg import IsolationLevel

from core.db.waiting import count_wait, seconds_left


class DatabaseWrapper(base.DatabaseWrapper):
    """Waits for a connection no longer than the pool's timeout and the request allow."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Django's own waits for the pool's timeout each time."""
        pool = self.pool
        if pool is None:
            return super().get_new_connection(conn_params)
        self.isolation_level = IsolationLevel.READ_COMMITTED
        pool.open()
        start, left = monotonic(), seconds_left()
        try:
            return pool.getconn(pool.timeout if left is None else min(left, pool.timeout))
        finally:
            count_wait(monotonic() - start)
