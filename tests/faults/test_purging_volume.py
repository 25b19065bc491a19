"""Deleting much: the request returns at once, a killed worker is continued, and others like on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from accounts.services.leaving import start_due_purges
from core.models import OutboxEntry
from posts.models import Comment, Like, Post
from tests.factories import access_token_of, make_comment, make_post
from tests.processes import Server, start_beat, start_worker, wait_until
from tests.sampling import long

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(1_200),
]

INSERT_COMMENTS = "INSERT INTO comments (post_id, author_id, parent_id, text) "
INSERT_POSTS = """
    INSERT INTO posts (user_id, shortcode, caption, location, media_url, state, likes_count,
        comments_count)
    SELECT %s, 's' || n, '', '', '', 'ready', 1, 0 FROM generate_series(1, %s) AS n
"""


@dataclass
class Deletion:
    """What a user deletes, by a request or by the passing of 30 days; and what is left of it."""

    subscriber: str
    start: Callable[[httpx.Client], None]
    rows_left: Callable[[], int]

    def entries(self) -> QuerySet[OutboxEntry]:
        return OutboxEntry.objects.filter(subscriber=self.subscriber)

    def cursor(self) -> Any:
        return self.entries().values_list("cursor", flat=True).first()


def run_sql(sql: str, *params: UUID | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        cursor.execute("ANALYZE")


def delete(path: str) -> Callable[[httpx.Client], None]:
    def request(app: httpx.Client) -> None:
        assert app.delete(path).status_code == 204

    return request


def post_with_comments(alice: User, count: int) -> Deletion:
    """Half of them replies."""
    post = make_post(alice)
    half = count // 2
    run_sql(
        INSERT_COMMENTS + "SELECT %s, %s, NULL, 'Light' FROM generate_series(1, %s)",
        post.pk,
        alice.pk,
        half,
    )
    run_sql(
        INSERT_COMMENTS + "SELECT post_id, %s, id, 'Yes' FROM comments WHERE post_id = %s",
        alice.pk,
        post.pk,
    )
    Post.objects.filter(pk=post.pk).update(comments_count=2 * half)
    rows = Comment.all_objects.filter(post=post.pk)
    return Deletion("posts.purge_post", delete(f"/posts/{post.pk}"), rows.count)


def comment_with_replies(alice: User, count: int) -> Deletion:
    top = make_comment(make_post(alice), alice)
    run_sql(
        INSERT_COMMENTS + "SELECT %s, %s, %s, 'Yes' FROM generate_series(1, %s)",
        top.post_id,
        alice.pk,
        top.pk,
        count,
    )
    Comment.objects.filter(pk=top.pk).update(replies_count=count)
    Post.objects.filter(pk=top.post_id).update(comments_count=count + 1)
    rows = Comment.all_objects.filter(parent=top.pk)
    return Deletion("posts.purge_comment", delete(f"/comments/{top.pk}"), rows.count)


def account_with_likes(alice: User, count: int) -> Deletion:
    author = User.objects.get(username="bob")
    run_sql(INSERT_POSTS, author.pk, count)
    run_sql("INSERT INTO likes (post_id, user_id) SELECT id, %s FROM posts", alice.pk)
    rows = Like.objects.filter(user=alice.pk)
    return Deletion("posts.purge_user_content", end_of_grace(alice.pk), rows.count)


def end_of_grace(user_id: UUID) -> Callable[[httpx.Client], None]:
    def start(app: httpx.Client) -> None:
        past = datetime.now(UTC) - timedelta(days=30)
        User.objects.filter(pk=user_id).update(deactivated_at=past, erase_at=past)
        start_due_purges()

    return start


@pytest.mark.parametrize(
    "volume",
    [
        (comment_with_replies, 1_000),
        *long(
            [
                (post_with_comments, 100_000),
                (comment_with_replies, 20_000),
                (account_with_likes, 50_000),
            ]
        ),
    ],
    ids=lambda volume: f"{volume[0].__name__}-{volume[1]}",
)
def test_much_is_purged_though_a_worker_is_killed_while_others_like_on(
    server: Server, alice: User, bob: User, volume: tuple[Callable[[User, int], Deletion], int]
) -> None:
    prepare, count = volume
    deletion = prepare(alice, count)
    liked = Post.objects.filter(author=bob).first() or make_post(bob)
    before = deletion.rows_left()
    with app_of(server, alice) as alices, app_of(server, bob) as bobs:
        deletion.start(alices)
        assert deletion.rows_left() == before
        killed = start_worker(PURGE_BATCH_SIZE="20", OUTBOX_LEASE_SECONDS="2")
        wait_until(lambda: deletion.cursor() is not None, what="the first batches")
        killed.kill()
        assert 0 < deletion.rows_left() < before
        assert deletion.cursor() is not None
        worker, beat = start_worker(OUTBOX_LEASE_SECONDS="2"), start_beat()
        try:
            while deletion.entries().exists():
                # The server gives up waiting for a lock after two seconds: that would be a 503.
                for like in (bobs.post, bobs.delete):
                    assert like(f"/posts/{liked.pk}/like").status_code == 200
        finally:
            worker.stop()
            beat.stop()
    assert deletion.rows_left() == 0
    liked.refresh_from_db()
    assert liked.likes_count == liked.likes.count()


def app_of(server: Server, user: User) -> httpx.Client:
    bearer = {"Authorization": f"Bearer {access_token_of(user)}"}
    return httpx.Client(base_url=f"{server.url}/api/v1", headers=bearer, timeout=10)
