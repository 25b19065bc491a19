"""`manage.py verify_timelines`: finds and repairs what Redis lacks, and nothing else."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import Settings
from structlog.testing import capture_logs

from accounts.models import User
from core.models import OutboxEntry
from core.outbox import emit
from core.redis import disposable
from feeds import timelines
from feeds.services import Verification, verify_timelines
from feeds.tasks import fan_out_post
from posts.events import PostPublished
from posts.models import Post
from social.services import follow_user, unfollow_user
from tests.factories import make_post, make_users
from tests.feeds.walks import home_of
from tests.outbox import run_schedule, run_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts(alice: User, bob: User) -> list[Post]:
    """Of alice, in bob's timeline; newest first."""
    follow_user(follower=bob, following=alice)
    for _ in range(5):
        make_post(alice)
    return home_of(bob)


def key_of(user: User, kind: str = "timeline") -> str:
    [key] = disposable().scan_iter(f"{kind}:*{user.pk.hex}")
    return str(key.decode())


def damage(user: User, post: Post, kind: str = "timeline") -> None:
    assert disposable().lrem(key_of(user, kind), 0, post.pk.bytes) == 1  # type: ignore[arg-type]


def verify(**options: Any) -> str:
    output = StringIO()
    call_command("verify_timelines", stdout=output, **options)
    return output.getvalue()


def publish(author: User) -> Post:
    with transaction.atomic():
        post = make_post(author)
        emit(PostPublished(post_id=post.pk))
    return post


def test_a_timeline_that_lacks_a_post_is_found_and_rebuilt(bob: User, posts: list[Post]) -> None:
    damage(bob, posts[2])
    assert home_of(bob) == [post for post in posts if post != posts[2]], "it makes no difference"
    with capture_logs() as logs:
        assert "Lacking posts, and to be rebuilt: 1. Posts that were missing: 1." in verify()
    assert [log for log in logs if log["event"].startswith("timeline")] == [
        {
            "event": "timeline_differs",
            "log_level": "warning",
            "user_id": str(bob.pk),
            "missing": [str(posts[2].pk)],
        },
        {
            "event": "timelines_verified",
            "log_level": "info",
            "checked": 1,
            "differing": 1,
            "missing": 1,
        },
    ]
    assert home_of(bob) == posts
    assert verify_timelines(users=10) == Verification(checked=1)


def test_a_timeline_that_is_right_is_left_alone_with_the_time_it_has_left(
    bob: User, posts: list[Post]
) -> None:
    for kind in ("timeline", "seen"):
        disposable().expire(key_of(bob, kind), 1_000)
    held = disposable().lrange(key_of(bob), 0, -1)
    assert verify_timelines(users=10) == Verification(checked=1)
    assert disposable().lrange(key_of(bob), 0, -1) == held
    assert all(disposable().ttl(key_of(bob, kind)) <= 1_000 for kind in ("timeline", "seen"))


def test_a_post_that_is_on_its_way_is_no_difference(
    alice: User, bob: User, posts: list[Post], deliver: Callable[[], None]
) -> None:
    post = publish(alice)
    assert verify_timelines(users=10) == Verification(checked=1)
    assert home_of(bob) == posts, "the timeline was rebuilt"
    deliver()
    assert home_of(bob) == [post, *posts]
    assert verify_timelines(users=10).differing == 0


def test_a_fan_out_in_the_middle_is_no_difference(
    alice: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FEEDS_FAN_OUT_BATCH = 1
    followers = make_users(f"follower{number}" for number in range(3))
    for follower in followers:
        follow_user(follower=follower, following=alice)
        home_of(follower)
    publish(alice)
    push, found = timelines.push, []

    def pushing(user_ids: Any, post_id: Any) -> None:
        found.append(verify_timelines(users=10))
        push(user_ids, post_id)

    monkeypatch.setattr(timelines, "push", pushing)
    run_task(OutboxEntry.objects.get(subscriber=fan_out_post.name))
    assert found == [Verification(checked=3)] * 4
    assert verify_timelines(users=10) == Verification(checked=3)


def test_a_post_whose_fan_out_was_given_up_is_brought(
    alice: User, bob: User, posts: list[Post]
) -> None:
    post = publish(alice)
    OutboxEntry.objects.update(dead_at="2026-01-01T00:00Z")
    assert verify_timelines(users=10) == Verification(checked=1, differing=1, missing=1)
    assert home_of(bob) == [post, *posts]


def test_a_post_below_the_floor_and_one_that_is_not_ready_are_not_missing(
    alice: User, bob: User, posts: list[Post], settings: Settings
) -> None:
    settings.FEEDS_TIMELINE_LENGTH = 3
    timelines.invalidate(bob.pk)
    home_of(bob)
    settings.FEEDS_TIMELINE_LENGTH = 10
    make_post(alice, state=Post.State.PROCESSING)
    assert verify_timelines(users=10) == Verification(checked=1)


def test_a_timeline_of_other_relations_is_left_to_the_next_read(
    alice: User, bob: User, carol: User, posts: list[Post]
) -> None:
    make_post(carol)
    follow_user(follower=bob, following=carol)
    unfollow_user(follower=bob, following=alice)
    assert verify_timelines(users=10) == Verification(checked=1)


def test_a_timeline_that_is_being_rebuilt_is_left_alone(bob: User, posts: list[Post]) -> None:
    timelines.invalidate(bob.pk)
    marker = timelines.start_rebuild(bob.pk)
    assert verify_timelines(users=10) == Verification()
    assert disposable().lrange(key_of(bob), 0, -1) == [marker]


def test_the_timeline_of_a_celebrity_is_verified_with_those_that_pull_it(
    alice: User, bob: User, posts: list[Post], settings: Settings, deliver: Callable[[], None]
) -> None:
    settings.FEEDS_CELEBRITY_FOLLOWERS = 2
    [other] = make_users(["other"])
    follow_user(follower=other, following=alice)
    deliver()
    assert home_of(bob) == posts
    assert verify_timelines(users=10) == Verification(checked=2)
    damage(alice, posts[1], kind="author")
    assert home_of(bob) != posts, "it makes no difference"
    assert verify_timelines(users=10) == Verification(checked=2, differing=1, missing=1)
    assert home_of(bob) == posts


def test_no_more_users_are_verified_than_asked_for(alice: User) -> None:
    for user in make_users(f"user{number}" for number in range(8)):
        home_of(user)
    assert verify_timelines(users=3).checked == 3
    assert verify_timelines(users=100).checked == 8
    assert "Timelines checked: 2." in verify(users=2)


def test_beat_verifies_a_sample(bob: User, posts: list[Post]) -> None:
    damage(bob, posts[0])
    run_schedule()
    assert home_of(bob) == posts


@pytest.mark.usefixtures("no_redis")
def test_with_redis_away_nothing_is_checked(bob: User) -> None:
    assert verify_timelines(users=10) == Verification()


def test_verifying_costs_a_query_for_each_timeline(
    alice: User, posts: list[Post], django_assert_num_queries: Any
) -> None:
    for user in make_users(["one", "two"]):
        follow_user(follower=user, following=alice)
        home_of(user)
    # of each of three users what the timeline should hold
    with django_assert_num_queries(3):
        assert verify_timelines(users=10).checked == 3
