"""Statements that the ORM has no method for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.db import rows
from core.limits.sql_store import purge_expired_attempts
from core.models import Attempts

pytestmark = pytest.mark.django_db


def test_expired_rows_are_deleted_in_batches_and_the_next_run_continues(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rows, "EXPIRED_BATCH_SIZE", 10)
    monkeypatch.setattr(rows, "MAX_BATCHES", 2)
    Attempts.objects.bulk_create(
        Attempts(key=bytes([number]), times=[], until=timezone.now()) for number in range(25)
    )
    with CaptureQueriesContext(connection) as queries:
        assert purge_expired_attempts() == 20
    deletes = [query["sql"] for query in queries if query["sql"].startswith("DELETE")]
    assert len(deletes) == 2
    assert purge_expired_attempts() == 5
    assert not Attempts.objects.exists()
