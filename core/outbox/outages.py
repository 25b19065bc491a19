"""Which errors say that a server is away: such a failure is not the event's fault."""

import redis
from django.db import InterfaceError, OperationalError

_REDIS_OUTAGES = (
    redis.exceptions.ConnectionError,
    redis.exceptions.TimeoutError,
    redis.exceptions.BusyLoadingError,
    redis.exceptions.ReadOnlyError,
    redis.exceptions.OutOfMemoryError,
    redis.exceptions.ClusterDownError,
    redis.exceptions.MasterDownError,
)
# SQLSTATEs: connection exceptions, insufficient resources, and a server that stops or starts.
# Statement and lock timeouts and deadlocks are not among them: they come from the work itself.
_SQL_OUTAGES = ("08", "53", "57P01", "57P02", "57P03")


def is_outage(error: Exception) -> bool:
    """Whether Redis or PostgreSQL is away, refuses connections or writes, or has no room."""
    if isinstance(error, OperationalError):
        # psycopg gives none where the connection was lost, or no connection was to be had.
        state = getattr(error.__cause__, "sqlstate", None)
        return state is None or state.startswith(_SQL_OUTAGES)
    # redis-py has no class for a Redis that cannot save to its disk.
    is_unsaved = isinstance(error, redis.exceptions.ResponseError) and "MISCONF" in str(error)
    return is_unsaved or isinstance(error, (InterfaceError, *_REDIS_OUTAGES))
