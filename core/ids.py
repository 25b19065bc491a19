"""UUIDv7 ids (RFC 9562). The database generates them, so that one clock orders all rows."""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Func

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NIL_UUID = UUID(int=0)
MAX_UUID = UUID(int=2**128 - 1)


class UUID7(Func):
    """The column default `uuid7()`, an SQL function of core's first migration."""

    function = "uuid7"
    arity = 0
    output_field = models.UUIDField()


class UUID7Time(Func):
    """SQL: the time in an id, to the millisecond."""

    function = "uuid7_time"
    arity = 1
    output_field = models.DateTimeField()


def uuid7_at(moment: datetime) -> UUID:
    """An id with the time `moment`, for rows of older content (imports, demo data)."""
    microseconds = (moment - EPOCH) // timedelta(microseconds=1)
    milliseconds, rest = divmod(microseconds, 1000)
    fraction = rest * 4096 // 1000
    high = milliseconds << 16 | 7 << 12 | fraction
    low = 0b10 << 62 | secrets.randbits(62)
    return UUID(int=high << 64 | low)


def time_of(identifier: UUID) -> datetime:
    """The time in an id, in UTC, to the millisecond."""
    return EPOCH + timedelta(milliseconds=identifier.int >> 80)
