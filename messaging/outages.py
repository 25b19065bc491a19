"""What PostgreSQL and Redis raise when they are away: the client is told to come again."""

from django.db import InterfaceError, OperationalError

from core.errors import UnavailableError
from core.redis import RedisError

# OSError: a connection that is refused, lost, or not made in time.
OUTAGES = (OperationalError, InterfaceError, RedisError, UnavailableError, OSError)
