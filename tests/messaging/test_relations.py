"""Open sockets and the graph: viewers who lost access receive no more events."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from core.live.events import publish, user_group
from core.outbox import emit
from feeds.home import home_page
from posts.events import PostPublished
from posts.models import Post
from posts.services.likes import like_post
from social.services import (
    accept_request,
    block_user,
    decline_request,
    follow_user,
    mute_user,
    remove_follower,
    set_private,
    unfollow_user,
)
from tests.factories import make_post
from tests.messaging.conftest import OpenSocket
from tests.relations import follow

Deliver = Callable[[], None]


@pytest.fixture
def post(alice: User, bob: User, open_socket: OpenSocket) -> Post:
    follow_user(follower=bob, following=alice)
    return make_post(alice)


def counts(post: Post, *, likes: int) -> dict[str, Any]:
    ids = {"type": "post.updated", "post_id": str(post.pk)}
    return {**ids, "likes_count": likes, "comments_count": 0}


def shut_out(how: str, alice: User, bob: User) -> None:
    """bob, who looks at a post of alice's, may see it no more."""
    if how == "blocked":
        block_user(blocker=alice, blocked=bob)
    elif how == "blocking":
        block_user(blocker=bob, blocked=alice)
    else:
        set_private(user=alice, is_private=True)
        if how == "unfollowed":
            unfollow_user(follower=bob, following=alice)
        else:
            remove_follower(user=alice, follower=bob)


@pytest.mark.parametrize("how", ["blocked", "blocking", "unfollowed", "removed"])
def test_counters_stop_for_viewers_who_lost_access(
    how: str, alice: User, bob: User, carol: User, post: Post, open_socket: OpenSocket,
    deliver: Deliver,
) -> None:  # fmt: skip
    still = make_post(carol)
    socket = open_socket(bob)
    socket.look_at(post, still)
    like_post(post=post, user=alice)
    deliver()
    assert socket.next() == counts(post, likes=1)
    shut_out(how, alice, bob)
    like_post(post=post, user=carol)
    like_post(post=still, user=alice)
    deliver()
    assert socket.next() == counts(still, likes=1)
    socket.send(type="subscribe", posts=[str(post.pk)])
    assert socket.next()["code"] == "not_found"


@pytest.mark.parametrize("how", ["blocked", "blocking", "unfollowed", "removed"])
def test_an_event_that_is_already_published_is_not_delivered(
    how: str, alice: User, bob: User, carol: User, post: Post, open_socket: OpenSocket,
    deliver: Deliver,
) -> None:  # fmt: skip
    """The worker had read the followers before."""
    follow_user(follower=bob, following=carol)
    home_page(viewer=bob)
    socket = open_socket(bob)
    socket.settle()
    shut_out(how, alice, bob)
    group = user_group(bob.pk)
    publish(group, {"type": "feed.new", "post_id": str(make_post(alice).pk)})
    publish(group, {"type": "post.updated", "post_id": str(post.pk)})
    publish(group, {"type": "feed.new", "post_id": str(make_post(carol).pk)})
    assert socket.next() == {"type": "feed.new", "count": 1}


def test_new_posts_of_muted_users_send_no_event(
    alice: User, bob: User, carol: User, post: Post, open_socket: OpenSocket, deliver: Deliver
) -> None:
    follow_user(follower=bob, following=carol)
    mute_user(muter=bob, muted=alice)
    home_page(viewer=bob)
    socket = open_socket(bob)
    socket.settle()
    for author in (alice, carol):
        with transaction.atomic():
            emit(PostPublished(post_id=make_post(author).pk))
        deliver()
    assert socket.next() == {"type": "feed.new", "count": 1}


def test_new_posts_of_a_private_account_notify_its_followers_only(
    bob: User, carol: User, erin: User, open_socket: OpenSocket, deliver: Deliver
) -> None:
    set_private(user=erin, is_private=True)
    follow(bob, erin)
    follow_user(follower=carol, following=erin)
    follow_user(follower=carol, following=bob)
    home_page(viewer=bob)
    sockets = {person.pk: open_socket(person) for person in (bob, carol)}
    for socket in sockets.values():
        socket.settle()
    for author in (erin, bob):
        with transaction.atomic():
            emit(PostPublished(post_id=make_post(author).pk))
        deliver()
    news = {"type": "feed.new", "count": 1}
    # Neither hears of a post of their own, nor carol of erin's.
    for socket in sockets.values():
        assert socket.next() == news
        socket.settle()


def test_the_number_of_requests_is_updated_on_open_pages(
    alice: User, bob: User, erin: User, open_socket: OpenSocket, deliver: Deliver
) -> None:
    set_private(user=erin, is_private=True)
    socket = open_socket(erin)
    socket.settle()

    def next_event() -> dict[str, Any]:
        deliver()
        return socket.next()

    follow_user(follower=alice, following=erin)
    assert next_event() == {"type": "follow_requests.changed", "count": 1}
    follow_user(follower=bob, following=erin)
    assert next_event() == {"type": "follow_requests.changed", "count": 2}
    accept_request(follower=alice, following=erin)
    assert next_event() == {"type": "follow_requests.changed", "count": 1}
    decline_request(follower=bob, following=erin)
    assert next_event() == {"type": "follow_requests.changed", "count": 0}
