"""A change of the graph shows at the next read, though no worker runs and Redis is not written."""

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user, unsuspend_user
from core.models import OutboxEntry
from core.redis import disposable
from feeds import timelines
from feeds.home import home_page, serialize_new_posts
from feeds.timelines import Timeline
from posts.models import Post
from social.services import (
    accept_request,
    block_user,
    follow_user,
    mute_user,
    remove_follower,
    set_private,
    unblock_user,
    unfollow_user,
    unmute_user,
)
from tests.factories import make_post
from tests.feeds.walks import sql_answer, whole_feed
from tests.outages import redis_at

pytestmark = pytest.mark.django_db

Change = Callable[[User, User], None]
# What bob's feed has before, and after each step: alice's posts or not.
STEPS: dict[str, list[tuple[Change, bool]]] = {
    "follow": [
        (lambda alice, bob: unfollow_user(follower=bob, following=alice), False),
        (lambda alice, bob: _follow(bob, alice), True),
    ],
    "mute": [
        (lambda alice, bob: mute_user(muter=bob, muted=alice), False),
        (lambda alice, bob: unmute_user(muter=bob, muted=alice), True),
    ],
    "mute of stories alone": [
        (lambda alice, bob: mute_user(muter=bob, muted=alice), False),
        (lambda alice, bob: mute_user(muter=bob, muted=alice, posts=False), True),
    ],
    "block": [
        (lambda alice, bob: block_user(blocker=alice, blocked=bob), False),
        (lambda alice, bob: unblock_user(blocker=alice, blocked=bob), False),
        (lambda alice, bob: _follow(bob, alice), True),
    ],
    "request": [
        (lambda alice, bob: remove_follower(user=alice, follower=bob), False),
        (lambda alice, bob: set_private(user=alice, is_private=True), False),
        (lambda alice, bob: _follow(bob, alice), False),
        (lambda alice, bob: accept_request(follower=bob, following=alice), True),
    ],
    "suspension": [
        (lambda alice, bob: suspend_user(user=alice), False),
        (lambda alice, bob: unsuspend_user(user=alice), True),
    ],
}  # fmt: skip


def _follow(follower: User, following: User) -> None:
    follow_user(follower=follower, following=following)


@pytest.fixture
def post(alice: User, bob: User) -> Post:
    """alice's. bob, who follows her, has read it."""
    follow_user(follower=bob, following=alice)
    post = make_post(alice)
    assert whole_feed(bob) == [post]
    return post


@pytest.mark.parametrize("what", STEPS)
def test_the_next_read_is_right(what: str, alice: User, bob: User, post: Post) -> None:
    for change, is_shown in STEPS[what]:
        change(alice, bob)
        assert sql_answer(bob) == ([post] if is_shown else [])
        assert whole_feed(bob) == sql_answer(bob)
        # The next change meets a list without the post, where it is not shown.
        timelines.invalidate(bob.pk)
        assert whole_feed(bob) == sql_answer(bob)
    assert OutboxEntry.objects.exists(), "a worker has run"


@pytest.mark.parametrize("what", STEPS)
def test_the_next_read_is_right_where_redis_was_away_at_the_commit(
    what: str, alice: User, bob: User, post: Post
) -> None:
    for change, _is_shown in STEPS[what]:
        with redis_at("redis://127.0.0.1:1"):
            change(alice, bob)
        assert isinstance(timelines.read(bob.pk), Timeline)
        assert whole_feed(bob) == sql_answer(bob)
        timelines.invalidate(bob.pk)
        whole_feed(bob)


def test_the_number_of_new_posts_is_right(bob: User, carol: User, post: Post) -> None:
    posts = [make_post(carol) for _ in range(2)]
    follow_user(follower=bob, following=carol)
    event = {"type": "feed.new", "post_id": str(posts[1].pk)}
    assert serialize_new_posts(bob, event) == {"type": "feed.new", "count": 2}


def test_a_read_after_a_follow_rebuilds_once(
    alice: User, bob: User, carol: User, post: Post
) -> None:
    other = make_post(carol)
    follow_user(follower=bob, following=carol)
    home_page(viewer=bob)
    keys = disposable().keys("timeline:*")
    before = [disposable().lrange(key, 0, -1) for key in keys]
    assert whole_feed(bob) == [other, post]
    assert [disposable().lrange(key, 0, -1) for key in keys] == before


def test_page_and_api_show_it(
    alice: User, bob: User, carol: User, post: Post,
    api_of: Callable[[User], APIClient], client_of: Callable[[User], Client],
) -> None:  # fmt: skip
    other = make_post(carol)
    api, browser = api_of(bob), client_of(bob)
    for act, path in (("post", "carol/follow"), ("post", "alice/mute"), ("delete", "alice/mute")):
        assert getattr(api, act)(f"/api/v1/users/{path}").status_code in {200, 204}
        right = sql_answer(bob)
        shown = [each["id"] for each in api.get("/api/v1/feed").json()["results"]]
        assert shown == [str(each.pk) for each in right]
        page = browser.get("/").content.decode()
        assert [each for each in (post, other) if f'id="post-{each.shortcode}"' in page] == [
            each for each in (post, other) if each in right
        ]
