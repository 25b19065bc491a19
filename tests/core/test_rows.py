"""Statements that the ORM has no method for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.db import rows
from core.ids import uuid7_at
from core.limits.sql_store import purge_expired_attempts
from core.models import Attempts
from posts.models import AuthorSettings, Comment
from tests.factories import make_post

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


def test_a_row_is_inserted_as_by_the_orm(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post = make_post(alice)
    comment = Comment(post=post, author=alice, text="it's 100 %s")
    with django_assert_num_queries(1):
        rows.insert_row(comment)
    stored = Comment.objects.get()
    for field in Comment._meta.concrete_fields:
        assert getattr(comment, field.attname) == getattr(stored, field.attname), field
    stored.text = "It is."
    comment.text = stored.text
    comment.save(force_update=True)
    assert Comment.objects.get().text == stored.text


def test_columns_that_the_database_fills_in_may_be_given(alice: User) -> None:
    settings = AuthorSettings(user=alice, filtered_words=["some", "words"])
    rows.insert_row(settings)
    assert AuthorSettings.objects.get().filtered_words == ["some", "words"]
    post = make_post(alice)
    given = Comment(pk=uuid7_at(timezone.now()), post=post, author=alice, text="Early.")
    rows.insert_row(given)
    assert Comment.objects.get().pk == given.pk
