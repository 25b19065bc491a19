"""The law of the feed: whatever Redis holds, it equals the SQL answer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from core.ids import NIL_UUID
from core.redis import disposable
from feeds import timelines
from feeds.home import home_page
from feeds.timelines import Rebuilding, Timeline
from posts.models import Post
from posts.services.deleting import delete_post
from social.services import follow_user, unfollow_user
from tests.factories import NOW, make_post
from tests.feeds.walks import as_posts, home_of, sql_answer, whole_feed

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(alice: User, bob: User, carol: User) -> list[Post]:
    """bob follows alice, not carol; each has posts, and bob one of his own."""
    follow_user(follower=bob, following=alice)
    for hours in range(30):
        make_post(alice, at=NOW - timedelta(hours=hours))
        make_post(carol, at=NOW - timedelta(hours=hours, minutes=30))
    make_post(bob, at=NOW - timedelta(hours=3, minutes=10))
    return sql_answer(bob)


def test_the_feed_has_followed_and_own_posts_newest_first(bob: User, followed: list[Post]) -> None:
    assert len(followed) == 31
    assert whole_feed(bob) == followed


def test_scrolling_past_the_end_of_the_list_goes_on_in_the_database(
    bob: User, followed: list[Post], settings: Settings
) -> None:
    settings.FEEDS_TIMELINE_LENGTH = 10
    assert whole_feed(bob) == followed
    held = timelines.read(bob.pk)
    assert isinstance(held, Timeline)
    assert len(held.ids) == 9
    assert whole_feed(bob) == followed


def test_trimming_raises_the_floor_and_leaves_no_hole(
    alice: User, bob: User, followed: list[Post], settings: Settings
) -> None:
    settings.FEEDS_TIMELINE_LENGTH = 10
    home_page(viewer=bob)
    for _ in range(timelines.TRIM_SLACK + 10):
        timelines.push([bob.pk], make_post(alice).pk)
    held = timelines.read(bob.pk)
    assert isinstance(held, Timeline)
    assert len(held.ids) <= 10 + timelines.TRIM_SLACK
    assert not held.is_complete
    assert whole_feed(bob) == sql_answer(bob)


def test_late_and_repeated_pushes_change_nothing(
    bob: User, followed: list[Post], settings: Settings
) -> None:
    settings.FEEDS_TIMELINE_LENGTH = 10
    home_page(viewer=bob)
    for post in [*followed[20:], *followed[:5], *followed[:5]]:
        timelines.push([bob.pk], post.pk)
    assert whole_feed(bob) == followed


def test_a_push_reaches_only_timelines_that_exist(bob: User, followed: list[Post]) -> None:
    timelines.push([bob.pk], followed[0].pk)
    assert timelines.read(bob.pk) is None
    home_page(viewer=bob)
    assert isinstance(timelines.read(bob.pk), Timeline)


def test_ids_pushed_during_a_rebuild_stay(alice: User, bob: User) -> None:
    follow_user(follower=bob, following=alice)
    old = make_post(alice)
    marker = timelines.start_rebuild(bob.pk)
    assert marker is not None
    read_so_far = Timeline([old.pk.bytes], NIL_UUID)
    during = make_post(alice)
    timelines.push([bob.pk], during.pk)
    assert timelines.finish_rebuild(bob.pk, marker, read_so_far)
    held = timelines.read(bob.pk)
    assert isinstance(held, Timeline)
    assert held.ids == [old.pk.bytes, during.pk.bytes]
    assert whole_feed(bob) == [during, old]


def test_a_timeline_invalidated_during_a_rebuild_is_not_written(alice: User, bob: User) -> None:
    marker = timelines.start_rebuild(bob.pk)
    assert marker is not None
    timelines.invalidate(bob.pk)
    assert not timelines.finish_rebuild(bob.pk, marker, Timeline([], NIL_UUID))
    assert timelines.read(bob.pk) is None


def test_a_trim_during_a_rebuild_voids_it(alice: User, bob: User, settings: Settings) -> None:
    settings.FEEDS_TIMELINE_LENGTH = 2
    marker = timelines.start_rebuild(bob.pk)
    assert marker is not None
    for _ in range(timelines.TRIM_SLACK + 5):
        timelines.push([bob.pk], make_post(alice).pk)
    assert not timelines.finish_rebuild(bob.pk, marker, Timeline([], NIL_UUID))


def test_while_one_reader_rebuilds_the_others_read_the_database(
    bob: User, followed: list[Post]
) -> None:
    assert timelines.start_rebuild(bob.pk) is not None
    assert timelines.start_rebuild(bob.pk) is None
    assert isinstance(timelines.read(bob.pk), Rebuilding)
    assert whole_feed(bob) == followed


def test_a_rebuild_whose_worker_died_is_resumed(bob: User, followed: list[Post]) -> None:
    assert timelines.start_rebuild(bob.pk) is not None
    lifetimes = [disposable().ttl(key) for key in disposable().keys("timeline:*")]
    assert lifetimes
    assert all(0 < each <= timelines.REBUILD_SECONDS_MAX for each in lifetimes)


def test_an_emptied_redis_changes_nothing(bob: User, followed: list[Post]) -> None:
    home_page(viewer=bob)
    disposable().flushdb()
    assert whole_feed(bob) == followed


def test_a_list_of_hidden_posts_shows_none_of_them(
    bob: User, carol: User, followed: list[Post]
) -> None:
    home_page(viewer=bob)
    for post in carol.posts.all():
        timelines.push([bob.pk], post.pk)
    assert whole_feed(bob) == followed


@pytest.mark.parametrize("read_before", [True, False])
def test_changes_show_on_the_next_read(
    alice: User, bob: User, carol: User, followed: list[Post], read_before: bool,
    deliver: Callable[[], None],
) -> None:  # fmt: skip
    if read_before:
        home_page(viewer=bob)
    delete_post(post=followed[0], actor=followed[0].author)
    assert whole_feed(bob) == [post for post in followed if post != followed[0]]
    unfollow_user(follower=bob, following=alice)
    assert whole_feed(bob) == list(bob.posts.all())
    follow_user(follower=bob, following=carol)
    deliver()
    assert whole_feed(bob) == sql_answer(bob)
    assert len(sql_answer(bob)) == 31


def test_a_short_page_is_filled_up(alice: User, bob: User) -> None:
    follow_user(follower=bob, following=alice)
    posts = [make_post(alice, at=NOW - timedelta(hours=hours)) for hours in range(12)]
    home_page(viewer=bob)
    with transaction.atomic():
        Post.objects.filter(pk__in=[post.pk for post in posts[:6]]).update(state="processing")
    page = home_page(viewer=bob, limit=5)
    assert as_posts(page.items) == posts[6:11]
    assert page.next is not None


@pytest.mark.parametrize("count", [1, 20])
def test_a_read_from_redis_costs_one_query(
    alice: User, bob: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    follow_user(follower=bob, following=alice)
    for _ in range(count):
        make_post(alice)
    home_page(viewer=bob)
    # what of it may be seen, with the posts of followed tags, and what differs by viewer
    with django_assert_num_queries(1):
        assert len(home_of(bob)) == count
