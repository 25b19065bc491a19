"""Purging much: what a batch costs does not grow with what is there, or was."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from core.models import OutboxEntry
from core.outbox import Step
from posts.models import Comment, CommentLike, Like, Post
from posts.services import purging, purging_users
from posts.services.likes import like_post, unlike_post
from social.models import Follow
from social.services.purging import purge_followers
from tests.factories import make_comment, make_post, make_reply, make_users
from tests.plans import analyze, explained
from tests.posts.commenting import assert_comment_counts_equal_the_rows
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ROWS, BATCH = 3_000, 50


@pytest.fixture(autouse=True)
def _small_batches(settings: Settings) -> None:
    settings.PURGE_BATCH_SIZE = BATCH


def comments_of_a_post(alice: User) -> Step:
    post = make_post(alice)
    Comment.objects.bulk_create(Comment(post=post, author=alice) for _ in range(ROWS))
    return partial(purging.purge_post_comments, post_id=post.pk)


def replies_to_a_comment(alice: User) -> Step:
    top = make_comment(make_post(alice), alice)
    replies = (Comment(post=top.post, parent=top, author=alice) for _ in range(ROWS))
    Comment.objects.bulk_create(replies)
    Comment.objects.filter(pk=top.pk).update(deleted_at=top.created_at)
    return partial(purging.purge_thread, comment_id=top.pk)


def likes_of_a_post(alice: User) -> Step:
    post = make_post(alice)
    fans = User.objects.filter(username__startswith="fan")
    Like.objects.bulk_create(Like(post=post, user=fan) for fan in fans)
    return partial(purging.purge_post_likes, post_id=post.pk)


def followers_of_a_user(alice: User) -> Step:
    fans = User.objects.filter(username__startswith="fan")
    Follow.objects.bulk_create(Follow(follower=fan, following=alice) for fan in fans)
    fans.update(following_count=1)
    User.objects.filter(pk=alice.pk).update(followers_count=ROWS)
    return partial(purge_followers, user_id=alice.pk)


@pytest.mark.parametrize(
    "prepare",
    [comments_of_a_post, replies_to_a_comment, likes_of_a_post, followers_of_a_user],
)
def test_a_late_batch_reads_no_more_than_the_first(
    alice: User, prepare: Callable[[User], Step]
) -> None:
    """Deleted rows stay until they are vacuumed, which a backup may delay by hours."""
    make_users(f"fan{number}" for number in range(ROWS))
    step = prepare(alice)
    analyze("comments", "likes", "follows", "users")
    with explained() as first:
        after = step()
    for _ in range(35):
        after = step(after=after)
    with explained() as late:
        assert step(after=after)
    pages = [sum(plan.pages_read for plan in plans) for plans in (first, late)]
    # Of an index a page more or less; the rows deleted before would be hundreds.
    assert pages[1] <= 1.3 * pages[0] + 100, pages


def liked_posts(author: User, user: User, count: int) -> list[Post]:
    Post.objects.bulk_create(
        Post(author=author, state=Post.State.READY, likes_count=1) for _ in range(count)
    )
    posts = list(Post.objects.filter(likes=None))
    Like.objects.bulk_create(Like(post=post, user=user) for post in posts)
    return posts


def test_a_batch_of_likes_takes_the_same_statements_for_any_number_and_no_outbox_row(
    alice: User, bob: User, carol: User
) -> None:
    liked_posts(bob, alice, 2)
    liked_posts(bob, carol, BATCH)
    statements = []
    for user in (alice, carol):
        with CaptureQueriesContext(connection) as queries:
            assert purging_users.remove_likes(user_id=user.pk)
        statements.append(len(queries))
    assert statements[0] == statements[1]
    assert not Like.objects.exists()
    assert set(Post.objects.values_list("likes_count", flat=True)) == {0}
    assert not OutboxEntry.objects.exists()


def test_a_batch_of_likes_reads_no_other_posts(alice: User, bob: User) -> None:
    liked_posts(bob, alice, ROWS)
    analyze("posts", "likes")
    before = rows_read("posts", "likes")
    assert purging_users.remove_likes(user_id=alice.pk)
    # Each like to lock and to delete, each post to lock and to count.
    assert rows_read("posts", "likes") - before <= 5 * BATCH


def rows_read(*tables: str) -> int:
    """Rows of the tables that this transaction has read so far, in whatever statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables"
            " WHERE relname = ANY(%s)",
            [list(tables)],
        )
        return int(cursor.fetchone()[0])


def test_likes_of_comments_go_with_their_counts(alice: User, bob: User) -> None:
    post = make_post(bob)
    comments = [make_comment(post, bob) for _ in range(BATCH + 5)]
    for users in ((alice,), (alice, bob)):
        CommentLike.objects.bulk_create(
            (CommentLike(comment=each, user=user) for each in comments for user in users),
            ignore_conflicts=True,
        )
    Comment.objects.update(likes_count=2)
    while purging_users.remove_comment_likes(user_id=alice.pk):
        pass
    assert set(Comment.objects.values_list("likes_count", flat=True)) == {1}
    assert set(CommentLike.objects.values_list("user", flat=True)) == {bob.pk}


def test_comments_go_with_their_counts_whoever_wrote_above_and_below(
    alice: User, bob: User, settings: Settings
) -> None:
    settings.PURGE_BATCH_SIZE = 4
    post = make_post(bob)
    for top in [make_comment(post, author) for author in (alice, bob) * 3]:
        for author in (alice, bob, alice):
            make_reply(top, author)
    hidden = make_comment(post, bob)
    make_reply(hidden, alice)
    for comment in (hidden, make_comment(post, alice), make_reply(make_comment(post, bob), alice)):
        hide(comment)
    # Nor the reply below it.
    Post.objects.update(comments_count=F("comments_count") - 1)
    assert_comment_counts_equal_the_rows()
    for step in (purging_users.delete_replies, purging_users.delete_threads):
        while step(user_id=alice.pk):
            assert_comment_counts_equal_the_rows()
    while purging_users.purge_comments(user_id=alice.pk):
        assert_comment_counts_equal_the_rows()
    assert set(Comment.all_objects.values_list("author", flat=True)) == {bob.pk}
    # Three with a reply, the hidden one, and one whose reply was hidden.
    assert Comment.all_objects.count() == 8


def hide(comment: Comment) -> None:
    """As the word filter does: neither the post nor the parent counts it any more."""
    Comment.objects.filter(pk=comment.pk).update(is_filtered=True)
    Post.objects.filter(pk=comment.post_id).update(comments_count=F("comments_count") - 1)
    if comment.parent_id:
        Comment.objects.filter(pk=comment.parent_id).update(replies_count=F("replies_count") - 1)


@pytest.mark.django_db(transaction=True)
def test_removing_likes_and_liking_the_same_posts_never_wait_for_each_other_in_a_circle(
    alice: User, bob: User, carol: User, dave: User
) -> None:
    posts = liked_posts(bob, alice, 3 * BATCH)
    Like.objects.bulk_create(Like(post=post, user=carol) for post in posts)
    Post.objects.update(likes_count=2)

    def remove(user: User) -> None:
        while purging_users.remove_likes(user_id=user.pk):
            pass

    def like(user: User, chosen: list[Post]) -> None:
        for post in chosen:
            like_post(post=post, user=user)
        for post in chosen[::2]:
            unlike_post(post=post, user=user)

    at_once(
        [
            partial(remove, alice),
            partial(remove, carol),
            partial(like, bob, posts),
            partial(like, dave, posts[::-1]),
        ]
    )
    for post in Post.objects.all():
        assert post.likes_count == post.likes.count()
    assert not Like.objects.filter(user__in=[alice, carol]).exists()
