"""Posts of authors with many followers are pulled at the read: no reader sees a difference."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from accounts.services import suspend_user, unsuspend_user
from core.ids import NIL_UUID
from core.models import OutboxEntry
from core.outbox import emit
from core.redis import disposable
from feeds import timelines
from feeds.home import home_page
from feeds.timelines import Timeline
from posts.events import PostPublished
from posts.models import Post
from posts.services.deleting import delete_post
from social.models import Celebrity
from social.selectors import is_pushed
from social.services import block_user, follow_user, mute_user, unfollow_user, unmute_user
from social.services.purging import purge_followees
from tests.factories import NOW, make_post, make_users
from tests.feeds.walks import home_of, sql_answer, whole_feed
from tests.outbox import deliver_due, run_task

pytestmark = pytest.mark.django_db

Deliver = Callable[[], None]
LINE = 5


@pytest.fixture(autouse=True)
def low_line(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Celebrities have five followers, until they have less than four; timelines are short."""
    settings.FEEDS_CELEBRITY_FOLLOWERS = LINE
    settings.FEEDS_TIMELINE_LENGTH = 12
    settings.FEEDS_AUTHOR_TIMELINE_LENGTH = 8
    settings.FEEDS_FAN_OUT_BATCH = 2
    monkeypatch.setattr(timelines, "TRIM_SLACK", 3)


@pytest.fixture
def fans(db: None) -> list[User]:
    return make_users(f"fan{number}" for number in range(LINE))


@pytest.fixture
def star(alice: User, bob: User, fans: list[User]) -> User:
    """alice, followed by bob and four others, of which the workers know."""
    for each in (bob, *fans[1:]):
        follow_user(follower=each, following=alice)
    deliver_due()
    return alice


def publish(author: User, *, minutes: float = 0) -> Post:
    """A post that is `minutes` old; its fan-out waits."""
    post = make_post(author, at=NOW - timedelta(minutes=minutes)) if minutes else make_post(author)
    with transaction.atomic():
        emit(PostPublished(post_id=post.pk))
    return post


def held_by(viewer: User) -> list[bytes]:
    """The ids in the viewer's own list in Redis."""
    held = timelines.read(viewer.pk)
    assert isinstance(held, Timeline)
    return held.ids


def assert_exact(*viewers: User) -> None:
    for viewer in viewers:
        right = sql_answer(viewer)
        for limit in (1, 7, 20):
            assert whole_feed(viewer, limit=limit) == right


def test_a_post_of_a_celebrity_is_shown_without_being_pushed(
    star: User, bob: User, carol: User, deliver: Deliver,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    follow_user(follower=bob, following=carol)
    deliver()
    home_page(viewer=bob)
    posts = [publish(carol), publish(star), publish(carol)]
    deliver()
    assert held_by(bob) == [posts[0].pk.bytes, posts[2].pk.bytes]
    with django_assert_num_queries(1):  # the page
        assert home_of(bob) == posts[::-1]


def test_pulled_and_pushed_posts_make_one_timeline_on_every_page(
    star: User, bob: User, carol: User, fans: list[User], deliver: Deliver
) -> None:
    """Down past the ends of both lists, those of two celebrities and two others."""
    second, other = fans[0], fans[1]
    for each in (bob, *fans[1:]):
        follow_user(follower=each, following=second)
    for each in (carol, other):
        follow_user(follower=bob, following=each)
    deliver()
    for minutes in range(60, 0, -1):
        author = (star, second, carol, star, other, bob)[minutes % 6]
        publish(author, minutes=minutes)
        if minutes in (40, 20):
            deliver()
            home_page(viewer=bob)
    deliver()
    assert Celebrity.objects.count() == 2
    assert len(sql_answer(bob)) == 60
    assert_exact(bob, star)
    for post in Post.objects.filter(author__in=[star, second])[:20]:
        timelines.push([bob.pk], post.pk)
        timelines.push_to_author(post.author_id, post.pk)
    assert_exact(bob)


@pytest.mark.parametrize("read_before", [True, False])
def test_becoming_a_celebrity_leaves_no_hole_at_any_moment(
    alice: User, bob: User, fans: list[User], read_before: bool, deliver: Deliver
) -> None:
    for each in (bob, *fans[:3]):
        follow_user(follower=each, following=alice)
    deliver()
    shown = [publish(alice)]
    deliver()
    if read_before:
        home_page(viewer=bob)
    late = publish(alice)
    follow_user(follower=fans[3], following=alice)
    crossing = OutboxEntry.objects.get(event="BecameCelebrity")
    assert is_pushed(author_id=alice.pk)
    between = publish(alice)
    for entry in OutboxEntry.objects.exclude(pk=crossing.pk).order_by("-pk"):
        run_task(entry)
    shown = [between, late, *shown]
    # Pushed as long as a timeline may be left that does not pull.
    if read_before:
        assert held_by(bob) == [post.pk.bytes for post in shown[::-1]]
    assert whole_feed(bob) == shown
    run_task(crossing)
    assert not is_pushed(author_id=alice.pk)
    shown.insert(0, publish(alice))
    deliver()
    assert_exact(bob, fans[3])
    assert whole_feed(bob) == shown
    assert held_by(bob) == []


def test_a_rebuild_that_began_before_the_crossing_is_dropped(
    alice: User, bob: User, fans: list[User], deliver: Deliver
) -> None:
    for each in (bob, *fans[:3]):
        follow_user(follower=each, following=alice)
    deliver()
    bob.refresh_from_db()
    marker = timelines.start_rebuild(bob.pk)
    assert marker
    # What its reader has found: it does not pull.
    read = Timeline([], floor=NIL_UUID, basis=timelines.Basis(bob.relations_version))
    follow_user(follower=fans[3], following=alice)
    deliver()
    assert not timelines.finish_rebuild(bob.pk, marker, read)
    publish(alice)
    deliver()
    assert_exact(bob)


def test_an_author_who_is_no_celebrity_any_more_is_pushed_at_once(
    star: User, bob: User, fans: list[User], deliver: Deliver
) -> None:
    publish(star)
    deliver()
    home_page(viewer=bob)
    home_page(viewer=fans[1])
    publish(star)
    for each in fans[2:4]:
        unfollow_user(follower=each, following=star)
    assert not Celebrity.objects.exists()
    # fan1's list is new and does not pull, bob's is the old one.
    timelines.invalidate(fans[1].pk)
    home_page(viewer=fans[1])
    publish(star)
    deliver()
    assert_exact(bob, *fans)
    assert held_by(bob)
    assert len(sql_answer(bob)) == 3


def test_a_fan_out_that_is_interrupted_by_the_crossing_reaches_everyone(
    star: User, bob: User, fans: list[User], settings: Settings, deliver: Deliver
) -> None:
    """Down and up again, while one post is on its way."""
    settings.OUTBOX_TURN_SECONDS = -1
    everyone = [bob, *fans[1:]]
    for each in everyone:
        home_page(viewer=each)
    publish(star)
    entry = OutboxEntry.objects.get(subscriber="feeds.fan_out_post")
    run_task(entry)
    for each in fans[2:4]:
        unfollow_user(follower=each, following=star)
    for each in (bob, *fans[1:]):
        timelines.invalidate(each.pk)
        home_page(viewer=each)
    run_task(entry)
    assert_exact(*everyone)
    for each in fans[2:4]:
        follow_user(follower=each, following=star)
    deliver()
    publish(star)
    deliver()
    assert_exact(*everyone)


def test_an_author_at_the_line_does_not_go_back_and_forth(
    star: User, bob: User, fans: list[User], deliver: Deliver
) -> None:
    first = Celebrity.objects.get(user=star)
    for _ in range(3):
        unfollow_user(follower=fans[1], following=star)
        follow_user(follower=fans[1], following=star)
    deliver()
    assert Celebrity.objects.get(user=star) == first
    for each in fans[1:3]:
        unfollow_user(follower=each, following=star)
    assert not Celebrity.objects.exists()
    follow_user(follower=fans[1], following=star)
    assert not Celebrity.objects.exists()
    follow_user(follower=fans[2], following=star)
    assert Celebrity.objects.get(user=star) != first


def test_followers_who_are_purged_count_too(star: User, fans: list[User]) -> None:
    for each in fans[1:3]:
        assert Celebrity.objects.exists()
        purge_followees(user_id=each.pk)
    assert not Celebrity.objects.exists()


def test_a_step_left_over_from_an_earlier_crossing_ends_no_pushes(
    alice: User, bob: User, fans: list[User], deliver: Deliver
) -> None:
    for each in (bob, *fans[:4]):
        follow_user(follower=each, following=alice)
    stale = OutboxEntry.objects.get(event="BecameCelebrity")
    for each in fans[:2]:
        unfollow_user(follower=each, following=alice)
    home_page(viewer=bob)
    for each in fans[:2]:
        follow_user(follower=each, following=alice)
    run_task(stale)
    assert is_pushed(author_id=alice.pk)
    deliver()
    assert not is_pushed(author_id=alice.pk)
    publish(alice)
    deliver()
    assert_exact(bob)


def test_celebrities_have_their_own_posts_in_their_timeline(star: User, deliver: Deliver) -> None:
    home_page(viewer=star)
    post = publish(star)
    deliver()
    assert held_by(star) == [post.pk.bytes]
    assert_exact(star)


def test_an_emptied_redis_changes_nothing_and_costs_three_queries(
    star: User, bob: User, carol: User, deliver: Deliver,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    follow_user(follower=bob, following=carol)
    for minutes in range(30, 0, -1):
        publish(star if minutes % 2 else carol, minutes=minutes)
    deliver()
    home_page(viewer=bob)
    disposable().flushdb()
    with django_assert_num_queries(3):  # the home timeline · the author timeline · the page
        home_page(viewer=bob, limit=3)
    assert_exact(bob)
    for key in disposable().scan_iter("author:*"):
        disposable().delete(key)
    assert_exact(bob)


def test_two_readers_who_miss_an_author_timeline_at_once_both_read_it(
    star: User, bob: User, deliver: Deliver
) -> None:
    post = publish(star)
    deliver()
    home_page(viewer=bob)
    disposable().delete(*disposable().keys("author:*"))
    # Another reader has begun to rebuild it, and the next post arrives meanwhile.
    assert timelines.start_author_rebuilds([star.pk])
    assert whole_feed(bob) == [post]
    second = publish(star)
    deliver()
    assert whole_feed(bob) == [second, post]


def test_hidden_posts_of_celebrities_are_not_shown(star: User, bob: User, deliver: Deliver) -> None:
    first, second = publish(star), publish(star)
    deliver()
    assert whole_feed(bob) == [second, first]
    delete_post(post=second, actor=star)
    assert whole_feed(bob) == [first]
    mute_user(muter=bob, muted=star)
    assert whole_feed(bob) == []
    unmute_user(muter=bob, muted=star)
    assert whole_feed(bob) == [first]
    suspend_user(user=star)
    assert whole_feed(bob) == []
    deliver()
    assert whole_feed(bob) == []
    unsuspend_user(user=star)
    assert whole_feed(bob) == [first]
    block_user(blocker=bob, blocked=star)
    assert whole_feed(bob) == []


def test_several_hundred_celebrities_cost_one_query_too(
    bob: User, settings: Settings, deliver: Deliver,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    settings.FEEDS_CELEBRITY_FOLLOWERS = 1
    stars = make_users(f"star{number}" for number in range(300))
    for each in stars:
        follow_user(follower=bob, following=each)
        make_post(each)
    deliver()
    home_page(viewer=bob)
    with django_assert_num_queries(1):
        home_page(viewer=bob)
    assert_exact_first_page(bob)


def assert_exact_first_page(viewer: User) -> None:
    assert home_of(viewer, limit=20) == sql_answer(viewer)[:20]
