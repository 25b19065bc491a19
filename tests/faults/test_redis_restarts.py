"""A Redis that comes back with older data: every feed is complete at the next read."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis as redis_py
from django.conf import settings

from accounts.models import User
from core.ids import NIL_UUID
from core.redis import disposable, reset_breakers
from deploy.local.redis_server import RedisServer
from feeds import timelines
from feeds.timelines import Timeline
from posts.models import Post
from social.services import follow_user
from tests.factories import make_post
from tests.faults.conftest import kill, start
from tests.feeds.walks import home_of
from tests.outages import redis_at
from tests.processes import wait_until

pytestmark = [pytest.mark.faults, pytest.mark.django_db]


@pytest.fixture
def redis(own_redis: RedisServer) -> Iterator[RedisServer]:
    """This process has its connections to it."""
    with redis_at(own_redis.url):
        yield own_redis


def restart_from(server: RedisServer, data: Path) -> None:
    """Killed, with what it wrote since then lost."""
    kill(server)
    shutil.rmtree(server.data)
    shutil.copytree(data, server.data)
    start(server)
    reset_breakers()


def run(client: redis_py.Redis, *command: str) -> None:
    """What redis-py has no typed method for."""
    client.execute_command(*command)  # type: ignore[no-untyped-call]


def push_post(alice: User, bob: User) -> Post:
    post = make_post(alice)
    timelines.push([bob.pk], post.pk)
    return post


def feed_of(bob: User) -> list[Post]:
    return home_of(bob)


@pytest.fixture
def first(alice: User, bob: User, redis: RedisServer) -> Post:
    """In bob's timeline."""
    follow_user(follower=bob, following=alice)
    feed_of(bob)
    return push_post(alice, bob)


def test_a_post_stays_in_the_feed_though_redis_lost_its_last_second(
    alice: User, bob: User, redis: RedisServer, first: Post, tmp_path: Path
) -> None:
    wait_until(lambda: disposable().info("persistence")["aof_buffer_length"] == 0)
    shutil.copytree(redis.data, tmp_path / "a second ago")
    second = push_post(alice, bob)
    assert feed_of(bob) == [second, first]
    restart_from(redis, tmp_path / "a second ago")
    assert disposable().keys("timeline:*"), "nothing was restored"
    for _from_postgresql_then_from_redis in range(2):
        assert feed_of(bob) == [second, first]
    held = timelines.read(bob.pk)
    assert isinstance(held, Timeline)
    assert held.ids == [first.pk.bytes, second.pk.bytes]
    third = push_post(alice, bob)
    assert feed_of(bob) == [third, second, first]


def test_a_rebuild_that_began_before_the_restart_is_dropped(
    alice: User, bob: User, redis: RedisServer, tmp_path: Path
) -> None:
    follow_user(follower=bob, following=alice)
    marker = timelines.start_rebuild(bob.pk)
    assert marker
    wait_until(lambda: disposable().info("persistence")["aof_buffer_length"] == 0)
    shutil.copytree(redis.data, tmp_path / "a second ago")
    post = push_post(alice, bob)
    restart_from(redis, tmp_path / "a second ago")
    assert not timelines.finish_rebuild(bob.pk, marker, Timeline([], NIL_UUID))
    assert feed_of(bob) == [post]


def test_a_replica_that_takes_over_begins_anew(
    alice: User, bob: User, redis: RedisServer, first: Post
) -> None:
    """It may lack the last pushes, and its process may have been the primary before."""
    assert isinstance(timelines.read(bob.pk), Timeline)
    run(disposable(), "DEBUG", "CHANGE-REPL-ID")
    assert timelines.read(bob.pk) is None


def test_where_redis_hides_its_life_a_timeline_lasts_an_hour(
    alice: User, bob: User, redis: RedisServer
) -> None:
    rights = ["on", "nopass", "~*", "&*", "+@all", "-@dangerous"]
    run(disposable(), "ACL", "SETUSER", "app", *rights)
    with redis_at(redis.url.replace("unix://", "unix://app:any@")):
        with pytest.raises(redis_py.exceptions.NoPermissionError):
            disposable().info("server")
        follow_user(follower=bob, following=alice)
        feed_of(bob)
        post = push_post(alice, bob)
        assert feed_of(bob) == [post]
        assert isinstance(timelines.read(bob.pk), Timeline)
        [key] = disposable().scan_iter("timeline:*")
        assert 0 < disposable().ttl(key) <= timelines.LIFETIME_WITHOUT_LIFE
        assert timelines.LIFETIME_WITHOUT_LIFE < settings.FEEDS_TIMELINE_DAYS * 24 * 60 * 60
