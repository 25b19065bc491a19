"""SQL that is compiled once says the same as the queryset it was compiled from."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Session, User
from accounts.selectors import find_session
from core.db.compiled import columns_of, compile_sql, prepared_cursor, read_model
from posts.models import Post
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def values_of(row: Session | User | Post) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_session_is_found_as_by_a_queryset(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(
        links=[{"title": "Zöe’s “shop”", "url": "https://a.example/?q=%s%%"}],
        erase_at=timezone.now(),
    )
    made = Session.objects.create(
        user=alice, address="2001:db8::1", expires_at=timezone.now() + timedelta(days=1)
    )
    expected = Session.objects.select_related("user").get(pk=made.pk)
    found = find_session(session_id=made.pk)
    assert found is not None
    assert values_of(found) == values_of(expected)
    assert values_of(found.user) == values_of(expected.user)
    assert not found._state.adding
    Session.objects.filter(pk=made.pk).update(revoked_at=timezone.now())
    assert find_session(session_id=made.pk) is None
    assert find_session(session_id=uuid4()) is None


def test_each_stand_in_becomes_its_placeholder(alice: User, bob: User) -> None:
    posts = {viewer: make_post(viewer) for viewer in (alice, bob)}
    viewer, other = uuid4(), uuid4()
    rows = Post.objects.visible_to(User(pk=viewer)).filter(author=other)
    sql = compile_sql(
        rows.values_list(*columns_of(Post)), {viewer: "%(viewer)s", other: "%(author)s"}
    )
    for author, post in posts.items():
        with connection.cursor() as cursor:
            cursor.execute(sql, {"viewer": alice.pk, "author": author.pk})
            [found] = [read_model(Post, row) for row in cursor.fetchall()]
        assert values_of(found) == values_of(Post.objects.get(pk=post.pk))


def test_a_parameter_without_a_name_is_refused() -> None:
    rows = Post.objects.filter(author=uuid4())
    with pytest.raises(ValueError, match="must have a name"):
        compile_sql(rows, {})
    with pytest.raises(ValueError, match="must have a name"):
        compile_sql(Post.objects.filter(caption="it's"), {})


def plans_of(part: str) -> list[tuple[int, int]]:
    """Of each statement that this connection has prepared: how often it ran by the plan that is
    kept, and by one for its parameters."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
            " WHERE strpos(statement, %s) > 0",
            [part],
        )
        return list(cursor.fetchall())


def test_a_compiled_statement_is_prepared_at_once_and_others_later() -> None:
    with prepared_cursor() as cursor:
        cursor.execute("SELECT 1 AS compiled")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 AS composed")

    assert len(plans_of("AS compiled")) == 1
    assert plans_of("AS composed") == []


def test_a_session_is_planned_five_times_in_all() -> None:
    for _ in range(8):
        find_session(session_id=uuid4())

    assert plans_of('FROM "sessions"') == [(3, 5)]
