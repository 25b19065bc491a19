"""What PostgreSQL and Redis raise while they are away; the client should reconnect later."""

from django.db import InterfaceError, OperationalError

from core.errors import UnavailableError
from core.redis import RedisError

# OSError: a connection that is refused, lost, or not made in time.
OUTAGES = (OperationalError, InterfaceError, RedisError, UnavailableError, OSError)
