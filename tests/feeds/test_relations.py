"""Blocks, mutes, private and inactive accounts in a home timeline, with Redis or without."""

from collections.abc import Callable

import pytest
from django.db import transaction

from accounts.models import User
from accounts.services import suspend_user, unsuspend_user
from core.outbox import emit
from feeds import timelines
from feeds.home import GREATEST, home_page, serialize_new_posts
from feeds.selectors import home_ids
from feeds.timelines import Timeline
from posts.events import PostPublished
from posts.models import Post
from social.services import (
    accept_request,
    block_user,
    follow_user,
    mute_user,
    remove_follower,
    set_private,
    unmute_user,
)
from tests.factories import make_post
from tests.feeds.walks import home_of

pytestmark = pytest.mark.django_db

Deliver = Callable[[], None]


@pytest.fixture
def post(alice: User, bob: User) -> Post:
    """alice's, in the timeline of bob, who follows her."""
    follow_user(follower=bob, following=alice)
    post = make_post(alice)
    home_page(viewer=bob)
    return post


def candidates(viewer: User) -> list[object]:
    return list(home_ids(viewer_id=viewer.pk, below=GREATEST, limit=10))


def hide(how: str, alice: User, bob: User) -> None:
    changes: dict[str, Callable[[], None]] = {
        "blocked": lambda: block_user(blocker=alice, blocked=bob),
        "blocking": lambda: block_user(blocker=bob, blocked=alice),
        "muting": lambda: mute_user(muter=bob, muted=alice),
        "removed": lambda: remove_follower(user=alice, follower=bob),
        "suspended": lambda: suspend_user(user=alice),
    }
    changes[how]()


@pytest.mark.parametrize("how", ["blocked", "blocking", "muting", "removed", "suspended"])
def test_hidden_posts_leave_the_timeline_on_the_next_read(
    how: str, post: Post, alice: User, bob: User, deliver: Deliver
) -> None:
    assert home_of(bob) == [post]
    hide(how, alice, bob)
    # Redis still has it; the event has not been processed.
    held = timelines.read(bob.pk)
    assert isinstance(held, Timeline)
    assert post.pk.bytes in held.ids
    assert home_of(bob) == []
    assert candidates(bob) == []
    event = {"type": "feed.new", "post_id": str(post.pk)}
    assert serialize_new_posts(bob, event) is None
    deliver()
    assert timelines.read(bob.pk) is None
    assert home_of(bob) == []


def test_followers_keep_the_posts_of_an_account_that_goes_private(
    post: Post, alice: User, bob: User
) -> None:
    set_private(user=alice, is_private=True)
    assert home_of(bob) == [post]
    assert candidates(bob) == [post.pk]


def test_a_post_of_a_private_account_reaches_its_followers(
    post: Post, alice: User, bob: User, deliver: Deliver
) -> None:
    set_private(user=alice, is_private=True)
    fresh = make_post(alice)
    with transaction.atomic():
        emit(PostPublished(post_id=fresh.pk))
    deliver()
    assert home_of(bob) == [fresh, post]
    held = timelines.read(bob.pk)
    assert isinstance(held, Timeline)
    assert fresh.pk.bytes in held.ids


def test_an_accepted_request_fills_the_timeline(alice: User, bob: User, deliver: Deliver) -> None:
    set_private(user=alice, is_private=True)
    post = make_post(alice)
    follow_user(follower=bob, following=alice)
    assert home_of(bob) == []
    accept_request(follower=bob, following=alice)
    deliver()
    assert home_of(bob) == [post]


def test_posts_of_unmuted_users_return(
    post: Post, alice: User, bob: User, deliver: Deliver
) -> None:
    mute_user(muter=bob, muted=alice)
    deliver()
    missed = make_post(alice)
    assert home_of(bob) == []
    unmute_user(muter=bob, muted=alice)
    deliver()
    assert home_of(bob) == [missed, post]


def test_posts_of_an_unsuspended_user_return_with_those_published_meanwhile(
    post: Post, alice: User, bob: User, deliver: Deliver
) -> None:
    suspend_user(user=alice)
    deliver()
    assert home_of(bob) == []
    # Its photographs were still in the works when she was suspended.
    late = make_post(alice)
    with transaction.atomic():
        emit(PostPublished(post_id=late.pk))
    deliver()
    assert home_of(bob) == []
    unsuspend_user(user=alice)
    deliver()
    assert home_of(bob) == [late, post]
