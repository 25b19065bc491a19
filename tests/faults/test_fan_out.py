"""A worker killed during a fan-out: each follower gets the post, once."""

from uuid import UUID

import pytest
from django.db import transaction

from accounts.models import User
from core.ids import NIL_UUID, uuid7_at
from core.models import OutboxEntry
from core.outbox import emit
from feeds import timelines
from feeds.timelines import Timeline
from posts.events import PostPublished
from posts.models import Post
from social.models import Follow
from tests.factories import NOW, make_post
from tests.feeds.walks import home_of
from tests.processes import start_beat, start_worker, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

FOLLOWERS = 2_000


@pytest.fixture
def followers(alice: User) -> list[User]:
    """All of them active: each has a timeline in Redis, still empty."""
    people = [
        User(id=uuid7_at(NOW), username=f"follower{number}", email=f"{number}@example.org")
        for number in range(FOLLOWERS)
    ]
    User.objects.bulk_create(people)
    Follow.objects.bulk_create(Follow(follower=person, following=alice) for person in people)
    for person in people:
        marker = timelines.start_rebuild(person.pk)
        assert marker is not None
        assert timelines.finish_rebuild(person.pk, marker, Timeline([], NIL_UUID))
    return people


def reached(followers: list[User], post: Post) -> int:
    held = [timelines.read(follower.pk) for follower in followers]
    return sum(isinstance(each, Timeline) and post.pk.bytes in each.ids for each in held)


def test_a_fan_out_cut_short_by_sigkill_is_finished_by_the_next_worker(
    alice: User, followers: list[User]
) -> None:
    slowly = {"FEEDS_FAN_OUT_BATCH": "5", "OUTBOX_LEASE_SECONDS": "2"}
    post = make_post(alice)
    first = start_worker(**slowly)
    with transaction.atomic():
        emit(PostPublished(post_id=post.pk))
    wait_until(lambda: _cursor() is not None, what="the first batches")
    first.kill()
    stopped_at = UUID(_cursor() or "")
    assert 0 < reached(followers, post) < FOLLOWERS

    second, beat = start_worker(), start_beat()
    try:
        wait_until(lambda: not OutboxEntry.objects.exists(), what="the second worker to finish")
    finally:
        second.stop()
        beat.stop()
    assert stopped_at < max(follower.pk for follower in followers)
    assert reached(followers, post) == FOLLOWERS
    for follower in followers[::40]:
        assert home_of(follower) == [post]


def _cursor() -> str | None:
    fan_out = OutboxEntry.objects.filter(subscriber__endswith="fan_out_post")
    return fan_out.values_list("cursor", flat=True).get()
