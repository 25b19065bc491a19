"""Ids are made by the database's clock, and their order is the order of time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from core.ids import time_of, uuid7_at

pytestmark = pytest.mark.django_db


def made(count: int) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT uuid7() FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


def test_the_database_makes_ids_of_version_7_in_order() -> None:
    ids = made(2000)
    assert all(each.version == 7 and each.variant == "specified in RFC 4122" for each in ids)
    moments = [time_of(each) for each in ids]
    assert moments == sorted(moments)
    assert len(set(ids)) == 2000


def test_python_and_the_database_read_the_same_time_out_of_an_id() -> None:
    moment = datetime(2024, 2, 29, 12, 34, 56, 789000, tzinfo=UTC)
    identifier = uuid7_at(moment)
    with connection.cursor() as cursor:
        cursor.execute("SELECT uuid7_time(%s)", [identifier])
        (extracted,) = cursor.fetchone()
    assert extracted == time_of(identifier) == moment


def test_an_id_of_an_older_moment_sorts_before() -> None:
    now = datetime.now(UTC)
    assert uuid7_at(now - timedelta(milliseconds=1)) < uuid7_at(now)
    assert uuid7_at(now).version == 7
