"""Which errors say that something is away or has no room: then the event is not at fault."""

import errno
import re
import smtplib
import socket
import ssl

import redis
from django.db import DatabaseError, InterfaceError, OperationalError

# SQLSTATEs: connection exceptions, insufficient resources, a server that stops, starts, has become
# a replica, or whose disk fails.
# Statement and lock timeouts and deadlocks are not among them: they come from the work itself. A
# statement that is too slow is so again, and would hold up its queue for a day, out of sight.
_SQL_OUTAGES = ("08", "53", "57P01", "57P02", "57P03", "25006", "58030")
_REDIS_OUTAGES = (redis.exceptions.ConnectionError, redis.exceptions.TimeoutError)
# What Redis begins its refusals with while it takes no writes, or nothing at all. redis-py has
# classes for some of them, but Redis 6 wraps those of scripts into another error.
_REDIS_WORDS = re.compile(
    r"\b(BUSY|CLUSTERDOWN|LOADING|MASTERDOWN|MISCONF|NOREPLICAS|OOM|READONLY|TRYAGAIN) "
)
_REDIS_REFUSALS = (
    redis.exceptions.BusyLoadingError,
    redis.exceptions.ClusterDownError,
    redis.exceptions.MasterDownError,
    redis.exceptions.OutOfMemoryError,
    redis.exceptions.ReadOnlyError,
    redis.exceptions.TryAgainError,
)
_NETWORK_OUTAGES = (ConnectionError, TimeoutError, socket.gaierror, ssl.SSLError)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
_NO_WAY = {errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN, errno.EHOSTUNREACH}
_DISK_FAILS = {errno.EROFS, errno.EIO, errno.ESTALE}


def is_outage(error: BaseException) -> bool:
    """Whether PostgreSQL, Redis, the mail server or a disk is away, refuses writes or is full.

    An error counts as well by what it was raised from.
    """
    found: BaseException | None = error
    while found is not None:
        if _says_outage(found):
            return True
        found = found.__cause__
    return False


def _says_outage(error: BaseException) -> bool:
    match error:
        case DatabaseError() | InterfaceError():
            return _is_sql_outage(error)
        case redis.exceptions.RedisError():
            return _is_redis_outage(error)
        case smtplib.SMTPException():
            return _is_mail_outage(error)
        case OSError():
            is_known = error.errno in _NO_ROOM | _NO_WAY | _DISK_FAILS
            return is_known or isinstance(error, _NETWORK_OUTAGES)
    return False


def _is_sql_outage(error: DatabaseError | InterfaceError) -> bool:
    state: str | None = getattr(error.__cause__, "sqlstate", None)
    if state is not None:
        return state.startswith(_SQL_OUTAGES)
    # psycopg gives none where the connection was lost, or no connection was to be had.
    return isinstance(error, (InterfaceError, OperationalError))


def _is_redis_outage(error: redis.exceptions.RedisError) -> bool:
    if isinstance(error, redis.exceptions.ResponseError) and _REDIS_WORDS.search(str(error)):
        return True
    return isinstance(error, (*_REDIS_OUTAGES, *_REDIS_REFUSALS))


def _is_mail_outage(error: smtplib.SMTPException) -> bool:
    """Whether the mail server is away, busy or misconfigured; not if it refuses the mail for good.

    A code below 500 means "later".
    """
    match error:
        case smtplib.SMTPRecipientsRefused():
            return all(code < 500 for code, _message in error.recipients.values())
        case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
            return error.smtp_code < 500
    return not isinstance(error, smtplib.SMTPNotSupportedError)
