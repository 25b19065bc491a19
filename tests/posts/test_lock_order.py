"""Locks are taken in one order: what waits for another transaction holds nothing that it needs."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, connections

from accounts.models import User
from posts.models import Hashtag, HashtagFollow, Post
from posts.services import purging
from posts.services.hashtags import follow_tag
from tests.factories import NOW, make_post
from tests.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

IS_WAITING = """
    SELECT EXISTS (
        SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE NOT granted AND datname = current_database()
    )
"""


def is_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(IS_WAITING)
        return bool(cursor.fetchone()[0])


def test_a_purge_that_waits_for_a_photo_does_not_hold_its_post(alice: User) -> None:
    """A worker that has rendered it locks the photo, and then the post."""
    post = make_post(alice, deleted_at=NOW)
    media = post.media.get()

    def purge() -> bool:
        try:
            return purging.purge_post(post_id=post.pk)
        finally:
            connections.close_all()

    with psycopg.connect(**connection.get_connection_params()) as worker:
        worker.execute("SELECT FROM media WHERE id = %s FOR UPDATE", [media.pk])
        with ThreadPoolExecutor(1) as pool:
            purging_it = pool.submit(purge)
            wait_until(is_waiting, what="the purge to wait")
            worker.execute("SELECT FROM posts WHERE id = %s FOR UPDATE NOWAIT", [post.pk])
            worker.commit()
            assert purging_it.result(60) is True
    assert not Post.objects.exists()


def test_following_a_hashtag_that_waits_for_its_first_post_does_not_hold_the_user(
    alice: User,
) -> None:
    """A post makes its hashtags, and then counts for its author."""

    def follow() -> None:
        try:
            follow_tag(follower=alice, name="sea")
        finally:
            connections.close_all()

    with psycopg.connect(**connection.get_connection_params()) as posting:
        posting.execute("INSERT INTO hashtags (name) VALUES ('sea')")
        with ThreadPoolExecutor(1) as pool:
            following = pool.submit(follow)
            wait_until(is_waiting, what="the follow to wait")
            posting.execute("SELECT FROM users WHERE id = %s FOR NO KEY UPDATE NOWAIT", [alice.pk])
            posting.commit()
            following.result(60)
    assert Hashtag.objects.count() == HashtagFollow.objects.count() == 1
