"""A transaction that PostgreSQL gives up in a deadlock is run again once, unnoticed."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from core.db.transactions import atomic
from core.models import OutboxEntry
from posts.models import Comment, Media, Post
from posts.services.comments import add_comment
from tests.deadlocks import deadlocks
from tests.factories import make_comment, make_media, make_post
from tests.responses import error_of

pytestmark = pytest.mark.django_db(transaction=True)

KEY = {"Idempotency-Key": "f1c4d3e2-0d6a-4a5c-9b54-6d1d6f7b9a55"}


@pytest.fixture
def thread(alice: User, bob: User) -> Comment:
    return make_comment(make_post(alice), bob)


def while_a_reply_is_counted(thread: Comment, times: int = 1) -> AbstractContextManager[None]:
    """A reply has its parent, and needs the post."""
    return deadlocks(
        before='UPDATE "posts"',
        needed=f"SELECT FROM posts WHERE id = '{thread.post_id}' FOR UPDATE",
        held=f"SELECT FROM comments WHERE id = '{thread.pk}' FOR UPDATE",
        times=times,
    )


def replies_of(thread: Comment) -> str:
    return f"/api/v1/posts/{thread.post_id}/comments"


def assert_one_reply(thread: Comment) -> None:
    post = Post.objects.get(pk=thread.post_id)
    assert Comment.objects.filter(parent=thread).count() == 1
    assert post.comments_count == Comment.objects.count() == 2
    counted = OutboxEntry.objects.filter(event="PostCountsChanged")
    assert counted.count() == 1


@pytest.mark.parametrize("headers", [{}, KEY], ids=["once", "with an idempotency key"])
def test_a_reply_by_the_api_is_written_once(
    headers: dict[str, str], thread: Comment, carol: User, api_of: Callable[[User], APIClient]
) -> None:
    given = {"text": "Yes", "parent_id": str(thread.pk)}
    app = api_of(carol)
    with while_a_reply_is_counted(thread):
        response = app.post(replies_of(thread), given, format="json", headers=headers)
    assert response.status_code == 201, response.content
    assert_one_reply(thread)
    if headers:
        again = app.post(replies_of(thread), given, format="json", headers=headers)
        assert again.content == response.content
        assert_one_reply(thread)


def test_a_reply_by_the_page_is_written_once(
    thread: Comment, carol: User, client_of: Callable[[User], Client]
) -> None:
    given = {"text": "Yes", "parent_id": str(thread.pk)}
    with while_a_reply_is_counted(thread):
        response = client_of(carol).post(f"/p/{thread.post.shortcode}/comments", given)
    assert response.status_code in {200, 302}, response.content
    assert_one_reply(thread)


@pytest.mark.parametrize("headers", [{}, KEY], ids=["once", "with an idempotency key"])
def test_a_second_deadlock_is_an_honest_503(
    headers: dict[str, str], thread: Comment, carol: User, api_of: Callable[[User], APIClient]
) -> None:
    given = {"text": "Yes", "parent_id": str(thread.pk)}
    app = api_of(carol)
    with while_a_reply_is_counted(thread, times=2):
        response = app.post(replies_of(thread), given, format="json", headers=headers)
    assert error_of(response, 503)["code"] == "unavailable"
    assert response["Retry-After"] == "5"
    assert Comment.objects.count() == 1
    assert app.post(replies_of(thread), given, format="json", headers=headers).status_code == 201
    assert_one_reply(thread)


def test_uploads_are_posted_though_the_response_is_made_twice(
    alice: User, api_of: Callable[[User], APIClient]
) -> None:
    media = make_media(alice)
    posting = deadlocks(
        before='INSERT INTO "posts"',
        needed="LOCK TABLE posts IN SHARE MODE",
        held=f"SELECT FROM media WHERE id = '{media.pk}' FOR UPDATE",
    )
    given = {"media_ids": [str(media.pk)], "caption": "Light"}
    with posting:
        response = api_of(alice).post("/api/v1/posts", given, format="json", headers=KEY)
    assert response.status_code == 201, response.content
    assert str(Media.objects.get().post_id) == response.json()["id"]
    assert Post.objects.get().caption == "Light"


def test_only_the_outermost_transaction_is_run_again(thread: Comment, carol: User) -> None:
    calls = []

    @atomic
    def reply() -> None:
        calls.append("reply")
        add_comment(post=thread.post, author=carol, text="Yes", parent_id=thread.pk)

    with while_a_reply_is_counted(thread), transaction.atomic(), pytest.raises(OperationalError):
        reply()
    assert calls == ["reply"]
    with while_a_reply_is_counted(thread):
        reply()
    assert calls == ["reply"] * 3
    assert_one_reply(thread)


def test_other_errors_are_not_tried_again(db: None) -> None:
    calls = []

    @atomic
    def divide() -> None:
        calls.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = 1")
            cursor.execute("SET LOCAL statement_timeout = 1")
            cursor.execute("SELECT pg_sleep(9)")

    with pytest.raises(OperationalError):
        divide()
    assert calls == [1]
