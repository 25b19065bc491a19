"""Tasks on a real worker: visible by name, and dead-lettered when they kill their workers."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app
from django.db import connection, transaction

from accounts.models import User
from core.models import OutboxEntry
from core.outbox import emit
from core.outbox.subscribers import subscribers_by_name
from posts.events import PostDeleted
from posts.models import Post
from social.events import Followed
from tests.factories import NOW, make_comment, make_post
from tests.processes import Process, start_beat, start_worker, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def blocked(alice: User) -> Iterator[Process]:
    """A worker that purges a post, but waits for a comment that this test has locked."""
    post = make_post(alice, deleted_at=NOW)
    make_comment(post, alice)
    with transaction.atomic():
        emit(PostDeleted(post_id=post.pk))
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM comments FOR UPDATE")
        worker = start_worker(OUTBOX_LEASE_SECONDS="1")
        beat = start_beat()
        yield worker
        beat.stop()
        worker.stop()
    other.close()


def purge() -> OutboxEntry:
    return OutboxEntry.objects.get(subscriber="posts.purge_post")


def kill_pool(worker: Process) -> None:
    """As when the kernel takes the memory of a task: its process goes, the worker stays."""
    pid = worker.child.pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)


def test_a_worker_shows_its_tasks_by_name(blocked: Process) -> None:
    wait_until(lambda: purge().attempts, what="the purge to begin")
    inspect = current_app.control.inspect(timeout=10, limit=1)
    (registered,) = wait_until(inspect.registered, what="an answer").values()
    assert {*subscribers_by_name(), "core.resend_overdue"} <= set(registered)
    (active,) = wait_until(inspect.active, what="an answer").values()
    assert [task["name"] for task in active] == ["posts.purge_post"]


def test_a_task_that_kills_its_worker_each_time_is_dead_lettered_and_delays_no_other(
    alice: User, bob: User, blocked: Process
) -> None:
    for attempt in range(1, 9):
        wait_until(lambda: purge().attempts == attempt, what=f"claim {attempt}")  # noqa: B023
        kill_pool(blocked)
        with transaction.atomic():
            emit(Followed(follower_id=bob.pk, following_id=alice.pk))
        others = OutboxEntry.objects.exclude(subscriber="posts.purge_post")
        wait_until(lambda: not others.exists(), what="the other task to be done")  # noqa: B023
        assert purge().dead_at is None
    wait_until(lambda: purge().dead_at, what="the purge to be dead-lettered")
    assert purge().attempts == 8
    assert Post.objects.exists()
