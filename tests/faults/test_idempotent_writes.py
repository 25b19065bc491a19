"""A server killed during a write: the same key does it, once."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.db import connection, transaction

from accounts.models import User
from accounts.services.sessions import start_session
from core.models import IdempotentResponse
from posts.models import Comment, Post
from tests.factories import make_post
from tests.processes import Server, start_web, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}
WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"


def comment(server: Server, post: Post, access: str) -> httpx.Response:
    return httpx.post(
        f"{server.url}/api/v1/posts/{post.pk}/comments",
        json={"text": "Lovely light."},
        headers={"Authorization": f"Bearer {access}", **KEY},
        timeout=20,
        trust_env=False,
    )


def someone_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])


def test_a_write_cut_short_by_sigkill_leaves_nothing_and_is_done_by_the_same_key(
    alice: User, bob: User
) -> None:
    post, access = make_post(alice), start_session(user=bob).access
    killed = start_web()
    with ThreadPoolExecutor(1) as app:
        # The comment is written, its key claimed; counting it waits for the post's row.
        with transaction.atomic():
            Post.objects.select_for_update().get(pk=post.pk)
            response = app.submit(comment, killed, post, access)
            wait_until(someone_waits, what="the write to wait")
            killed.kill()
        with pytest.raises(httpx.TransportError):
            response.result()
    next_one = start_web()
    try:
        first, again = comment(next_one, post, access), comment(next_one, post, access)
    finally:
        next_one.stop()
    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert first.content == again.content
    assert "Idempotent-Replayed" not in first.headers
    assert Comment.objects.count() == IdempotentResponse.objects.count() == 1
    post.refresh_from_db()
    assert post.comments_count == 1
