"""What says that a server is away, and what that a statement fails by itself."""

import errno

import psycopg_pool
import pytest
import redis
from django.db import DatabaseError, OperationalError, connection, transaction

from core.outbox.outages import is_outage

pytestmark = pytest.mark.django_db


def run_sql(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def error_of(*statements: str) -> DatabaseError:
    with pytest.raises(DatabaseError) as raised:
        run_sql(*statements)
    return raised.value


@pytest.mark.parametrize(
    "error",
    [
        redis.exceptions.TimeoutError(),
        redis.exceptions.BusyLoadingError(),
        redis.exceptions.ReadOnlyError(),
        redis.exceptions.OutOfMemoryError(),
        redis.exceptions.ClusterDownError("CLUSTERDOWN The cluster is down"),
        redis.exceptions.ResponseError("MISCONF Redis is configured to save RDB snapshots"),
        redis.exceptions.ResponseError("NOREPLICAS Not enough good replicas to write."),
        # As Redis 6 has it where a script writes.
        redis.exceptions.ResponseError("Error running script: @user_script:1: -OOM command not …"),
    ],
    ids=repr,
)
def test_a_redis_that_is_away_or_takes_no_writes_is_an_outage(error: Exception) -> None:
    assert is_outage(error)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EHOSTUNREACH])
def test_a_full_disk_and_a_broken_network_are_outages(code: int) -> None:
    assert is_outage(OSError(code, "as the system says"))


def test_an_error_counts_by_what_it_was_raised_from() -> None:
    error = ValueError("the storage")
    error.__cause__ = RuntimeError("its library")
    assert not is_outage(error)
    error.__cause__.__cause__ = ConnectionResetError()
    assert is_outage(error)


@pytest.mark.parametrize("error", [ValueError(), FileNotFoundError(), PermissionError()])
def test_what_fails_by_itself_is_none(error: Exception) -> None:
    assert not is_outage(error)


def test_a_command_that_redis_refuses_is_none() -> None:
    assert not is_outage(redis.exceptions.ResponseError("WRONGTYPE"))


def test_a_postgresql_that_is_not_there_is_an_outage() -> None:
    elsewhere = connection.copy()
    elsewhere.settings_dict["HOST"] = "/nowhere"
    with pytest.raises(OperationalError) as raised:
        elsewhere.ensure_connection()
    assert is_outage(raised.value)


def test_a_pool_without_a_free_connection_is_an_outage() -> None:
    with pytest.raises(OperationalError) as raised, connection.wrap_database_errors:
        raise psycopg_pool.PoolTimeout
    assert is_outage(raised.value)


# Too many connections, a full disk, stopping, crashed, starting, a replica, a failing disk.
@pytest.mark.parametrize("code", ["53300", "53100", "57P01", "57P02", "57P03", "25006", "58030"])
def test_a_postgresql_without_room_that_stops_or_is_a_replica_is_an_outage(code: str) -> None:
    raising = f"DO $$ BEGIN RAISE 'as PostgreSQL does' USING ERRCODE = '{code}'; END $$"
    assert is_outage(error_of(raising))


def test_a_statement_timeout_is_none() -> None:
    assert not is_outage(error_of("SET LOCAL statement_timeout = 1", "SELECT pg_sleep(60)"))


def test_a_lock_timeout_is_none() -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN; LOCK TABLE outgoing_mail")
        error = error_of("SET LOCAL lock_timeout = 1", "SELECT FROM outgoing_mail")
    finally:
        other.close()
    assert not is_outage(error)


# A deadlock, a serialization failure, a constraint.
@pytest.mark.parametrize("code", ["40P01", "40001", "23505"])
def test_a_statement_that_fails_by_itself_is_none(code: str) -> None:
    raising = f"DO $$ BEGIN RAISE 'as PostgreSQL does' USING ERRCODE = '{code}'; END $$"
    assert not is_outage(error_of(raising))
