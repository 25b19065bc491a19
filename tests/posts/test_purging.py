"""What is deleted is hidden at once, whatever hangs on it, and purged in small batches."""

import re
from collections.abc import Callable
from functools import partial
from threading import Event as Flag
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from core.errors import DomainError, NotFoundError
from core.models import OutboxEntry
from posts.models import Comment, CommentLike, Like, Media, Mention, Post, PostHashtag, Save
from posts.services.comment_likes import like_comment
from posts.services.comments import add_comment
from posts.services.deleting import delete_comment, delete_post
from posts.services.likes import like_post
from posts.services.saves import save_post
from tests.factories import make_comment, make_post, make_reply
from tests.outbox import make_due, run_task
from tests.posts.commenting import ApiOf, assert_comment_counts_equal_the_rows, comments_path
from tests.posts.purging import purge
from tests.responses import error_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db

BATCH = 10


@pytest.fixture
def small_batches(settings: Settings) -> None:
    """A batch to a transaction, and a transaction to each run of the task."""
    settings.PURGE_BATCH_SIZE = BATCH
    settings.OUTBOX_TURN_SECONDS = 0


def statements(change: Callable[[], None]) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        change()
    names_and_numbers = re.compile(r'"s\d+_x\d+"|-?\d+')
    return [names_and_numbers.sub("", query["sql"])[:60] for query in queries.captured_queries]


def fill(post: Post, people: list[User], *, threads: int, replies: int) -> None:
    for _ in range(threads):
        top = make_comment(post, people[0], "#light @bob")
        for comment in (top, *(make_reply(top, people[-1]) for _ in range(replies))):
            for person in people:
                like_comment(comment=comment, user=person)
    for person in people:
        like_post(post=post, user=person)
        save_post(post=post, user=person)


def rows_left() -> int:
    models: list[type[Model]] = [CommentLike, Like, Save, Mention, PostHashtag, Post, Media]
    return Comment.all_objects.count() + sum(each._default_manager.count() for each in models)


def run_alone(event: str) -> None:
    """One run of the only task that waits for an event."""
    make_due()
    run_task(OutboxEntry.objects.get(event=event))


# Savepoint, lock, mark, read again, release; the author's counter; the outbox.
def test_deleting_a_post_takes_the_same_statements_however_much_is_below_it(
    alice: User, bob: User
) -> None:
    little, much = make_post(alice), make_post(alice)
    fill(much, [alice, bob], threads=5, replies=5)
    few = statements(partial(delete_post, post=little, actor=alice))
    assert statements(partial(delete_post, post=much, actor=alice)) == few


# Savepoint, lock, mark, release; the post's counter; the outbox, twice.
def test_deleting_a_comment_takes_the_same_statements_however_many_replies_it_has(
    alice: User, bob: User
) -> None:
    post = make_post(alice)
    little = make_comment(post, bob)
    fill(post, [alice, bob], threads=1, replies=20)
    much = Comment.objects.select_related("post").get(parent=None, replies_count=20)
    few = statements(partial(delete_comment, comment=little, actor=bob))
    assert statements(partial(delete_comment, comment=much, actor=alice)) == few


@pytest.mark.usefixtures("small_batches")
def test_a_post_is_purged_in_batches_from_a_saved_place(alice: User, bob: User) -> None:
    post = make_post(alice, caption="Light")
    fill(post, [alice, bob], threads=6, replies=5)
    delete_post(post=post, actor=alice)
    runs = 0
    cursors: list[Any] = []
    entries = OutboxEntry.objects.filter(event="PostDeleted")
    while entries.exists():
        before = rows_left()
        run_alone("PostDeleted")
        assert before - rows_left() <= BATCH
        cursors += entries.values_list("cursor", flat=True)
        runs += 1
    # 36 comments with 72 likes, 2 likes and 2 saves of the post.
    assert runs >= 12
    assert {step for step, _key in cursors} == {0, 1, 2}
    # Comments, newest first: none is looked for again.
    keys = [key for step, key in cursors if step == 0]
    assert keys == sorted(keys, reverse=True)
    assert len(set(keys)) >= 4
    assert rows_left() == 0


@pytest.mark.usefixtures("small_batches")
def test_a_deleted_comment_is_neither_seen_nor_counted_while_its_replies_are_purged(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    kept = make_comment(post, bob)
    fill(post, [alice, bob], threads=1, replies=25)
    gone = Comment.objects.get(parent=None, replies_count=25)
    api = api_of(bob)
    delete_comment(comment=gone, actor=alice)
    runs = 0
    while OutboxEntry.objects.filter(event="CommentDeleted").exists():
        assert [each["id"] for each in api.get(comments_path(post)).json()["results"]] == [
            str(kept.pk)
        ]
        assert error_of(api.get(f"/api/v1/comments/{gone.pk}/replies"), 404)
        assert api.get(f"/api/v1/posts/{post.pk}").json()["comments_count"] == 1
        assert_comment_counts_equal_the_rows()
        before = Comment.all_objects.count()
        run_alone("CommentDeleted")
        assert before - Comment.all_objects.count() <= BATCH
        runs += 1
    assert runs >= 3
    assert list(Comment.all_objects.all()) == [kept]
    assert not CommentLike.objects.exists()


def test_a_reply_or_a_like_comes_too_late_for_a_deleted_comment(alice: User, bob: User) -> None:
    post = make_post(alice)
    top = make_comment(post, alice)
    delete_comment(comment=top, actor=alice)
    with pytest.raises(DomainError):
        add_comment(post=post, author=bob, text="Late", parent_id=top.pk)
    with pytest.raises(NotFoundError):
        like_comment(comment=top, user=bob)
    assert_comment_counts_equal_the_rows()


@pytest.mark.django_db(transaction=True)
def test_purging_a_post_and_replying_to_it_never_wait_for_each_other(
    alice: User, bob: User
) -> None:
    """Once, the purge locked the post and then its comments, and a reply the other way round."""
    for _round in range(15):
        post = make_post(alice)
        tops = [make_comment(post, bob) for _ in range(4)]
        started = Flag()

        def reply(top: Comment, post: Post = post, started: Flag = started) -> str:
            while True:
                try:
                    add_comment(post=post, author=bob, text="Yes", parent_id=top.pk)
                except DomainError:
                    return "gone"
                started.set()

        def delete(post: Post = post, started: Flag = started) -> str:
            started.wait(10)
            delete_post(post=post, actor=alice)
            purge(post)
            return "purged"

        calls: list[Callable[[], str]] = [*(partial(reply, top) for top in tops), delete]
        assert at_once(calls) == [*["gone"] * 4, "purged"]
        assert not Post.objects.filter(pk=post.pk).exists()
