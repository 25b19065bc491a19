"""Events over the socket: counters of the posts on the page, and news of the feed."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from accounts.services.sessions import start_session
from core.live.events import publish, user_group
from core.outbox import emit
from feeds.home import home_page
from messaging.selectors import visible_post_ids
from messaging.sockets.close_codes import LOGGED_OUT
from posts.events import PostPublished
from posts.models import Post
from posts.selectors.counts import serialize_post_counts
from posts.services.comments import add_comment
from posts.services.likes import like_post, unlike_post
from posts.tasks import COUNTS_PAUSE
from social.services import follow_user
from tests.factories import make_post
from tests.messaging.client import Socket
from tests.messaging.conftest import OpenSocket
from tests.outbox import deliver_due
from tests.processes import Process, Server, wait_until

Deliver = Callable[[], None]


@pytest.fixture
def post(alice: User, open_socket: OpenSocket) -> Post:
    return make_post(alice)


def counts(post: Post, *, likes: int = 0, comments: int = 0) -> dict[str, Any]:
    return {
        "type": "post.updated",
        "post_id": str(post.pk),
        "likes_count": likes,
        "comments_count": comments,
    }


def show(post: Post) -> None:
    with transaction.atomic():
        emit(PostPublished(post_id=post.pk))


def next_after_delivery(socket: Socket) -> dict[str, Any]:
    """The outbox is looked at until something comes: the second of quiet may not be over."""
    found: list[dict[str, Any]] = []

    def arrives() -> bool:
        deliver_due("default")
        try:
            found.append(socket.next(seconds=0.02))
        except TimeoutError:
            return False
        return True

    wait_until(arrives)
    return found[0]


def test_likes_and_comments_update_the_counters_of_present_viewers(
    bob: User, carol: User, post: Post, open_socket: OpenSocket
) -> None:
    sockets = [open_socket(bob), open_socket(carol)]
    for socket in sockets:
        socket.look_at(post)
    like_post(post=post, user=bob)
    deliver_due("default")
    assert [socket.next() for socket in sockets] == [counts(post, likes=1)] * 2
    add_comment(post=post, author=carol, text="Lovely!")
    assert next_after_delivery(sockets[0]) == counts(post, likes=1, comments=1)


def test_a_burst_sends_at_most_one_event_per_second_and_the_last_state(
    bob: User, carol: User, post: Post, open_socket: OpenSocket
) -> None:
    socket = open_socket(bob)
    socket.look_at(post)
    began = time.monotonic()
    received: list[dict[str, Any]] = []
    for _ in range(20):
        like_post(post=post, user=bob)
        unlike_post(post=post, user=bob)
        deliver_due("default")
    like_post(post=post, user=bob)
    like_post(post=post, user=carol)
    while not received or received[-1] != counts(post, likes=2):
        received.append(next_after_delivery(socket))
    assert len(received) - 1 <= (time.monotonic() - began) / COUNTS_PAUSE
    assert len(received) < 42  # as many changes as there were


def test_a_post_without_viewers_sends_no_events(
    alice: User, bob: User, post: Post, open_socket: OpenSocket, deliver: Deliver
) -> None:
    other = make_post(alice)
    socket = open_socket(bob)
    socket.look_at(post, other)
    socket.send(type="unsubscribe", posts=[str(post.pk)])
    socket.settle()
    like_post(post=post, user=bob)
    deliver()
    like_post(post=other, user=bob)
    deliver()
    assert socket.next() == counts(other, likes=1)


def test_unsubscribe_without_posts_is_from_all(
    alice: User, bob: User, post: Post, open_socket: OpenSocket, deliver: Deliver
) -> None:
    socket = open_socket(bob)
    socket.look_at(post)
    socket.send(type="unsubscribe")
    other = make_post(alice)
    socket.look_at(other)
    like_post(post=post, user=bob)
    deliver()
    like_post(post=other, user=bob)
    deliver()
    assert socket.next() == counts(other, likes=1)


def test_missing_and_hidden_posts_are_indistinguishable(
    alice: User, bob: User, post: Post, open_socket: OpenSocket, deliver: Deliver
) -> None:
    hidden = make_post(alice, state=Post.State.PROCESSING)
    absent = uuid4()
    socket = open_socket(bob)
    socket.send(type="subscribe", posts=[str(hidden.pk), str(post.pk), str(absent)])
    error = socket.next()
    assert error["code"] == "not_found"
    assert error["posts"] == [str(hidden.pk), str(absent)]
    like_post(post=hidden, user=alice)
    like_post(post=post, user=alice)
    deliver()
    assert socket.next() == counts(post, likes=1)


def test_an_author_can_subscribe_to_an_unpublished_post(
    alice: User, open_socket: OpenSocket, deliver: Deliver
) -> None:
    processing = make_post(alice, state=Post.State.PROCESSING)
    socket = open_socket(alice)
    socket.look_at(processing)
    like_post(post=processing, user=alice)
    deliver()
    assert socket.next() == counts(processing, likes=1)


def test_a_post_that_became_hidden_sends_no_events(
    alice: User, bob: User, post: Post, open_socket: OpenSocket, deliver: Deliver
) -> None:
    still = make_post(alice)
    socket = open_socket(bob)
    socket.look_at(post, still)
    Post.objects.filter(pk=post.pk).update(state=Post.State.PROCESSING)
    like_post(post=post, user=alice)
    deliver()
    like_post(post=still, user=alice)
    deliver()
    assert socket.next() == counts(still, likes=1)


def test_the_fifty_newest_subscriptions_count(
    alice: User, bob: User, open_socket: OpenSocket, deliver: Deliver
) -> None:
    posts = [make_post(alice) for _ in range(52)]
    socket = open_socket(bob)
    socket.look_at(*posts[:50])
    socket.look_at(posts[0])
    socket.look_at(*posts[50:])
    # Of the first fifty, the two oldest subscriptions are dropped.
    for post in [posts[1], posts[2], posts[0], posts[3], posts[51]]:
        like_post(post=post, user=bob)
        deliver()
    received = {socket.next()["post_id"] for _ in range(3)}
    assert received == {str(post.pk) for post in (posts[0], posts[3], posts[51])}


def test_a_new_post_notifies_followers_and_no_one_else(
    alice: User, bob: User, carol: User, post: Post, open_socket: OpenSocket, deliver: Deliver
) -> None:
    follow_user(follower=bob, following=alice)
    home_page(viewer=bob)
    follower, stranger = open_socket(bob), open_socket(carol)
    stranger.look_at(post)
    follower.settle()
    for count in (1, 2):
        show(make_post(alice))
        deliver()
        assert follower.next() == {"type": "feed.new", "count": count}
    like_post(post=post, user=carol)
    deliver()
    assert stranger.next() == counts(post, likes=1)


def test_a_new_post_of_a_celebrity_notifies_followers_too(
    alice: User, bob: User, post: Post, open_socket: OpenSocket, deliver: Deliver,
    settings: Settings,
) -> None:  # fmt: skip
    settings.FEEDS_CELEBRITY_FOLLOWERS = 1
    follow_user(follower=bob, following=alice)
    deliver()
    home_page(viewer=bob)
    follower = open_socket(bob)
    follower.settle()
    for count in (1, 2):
        show(make_post(alice))
        deliver()
        assert follower.next() == {"type": "feed.new", "count": count}


def test_authors_are_not_told_of_their_own_posts(
    alice: User, bob: User, open_socket: OpenSocket, deliver: Deliver
) -> None:
    follow_user(follower=bob, following=alice)
    home_page(viewer=bob)
    socket = open_socket(bob)
    show(make_post(bob))
    deliver()
    socket.settle()
    show(make_post(alice))
    show(make_post(bob))
    deliver()
    assert socket.next() == {"type": "feed.new", "count": 1}
    socket.settle()


def test_each_socket_of_a_user_receives_it(
    alice: User, bob: User, open_socket: OpenSocket, deliver: Deliver
) -> None:
    follow_user(follower=bob, following=alice)
    sockets = [open_socket(bob), open_socket(bob)]
    for socket in sockets:
        socket.settle()
    sockets.pop().close()
    sockets.append(open_socket(bob))
    sockets[-1].settle()
    show(make_post(alice))
    deliver()
    assert [socket.next()["type"] for socket in sockets] == ["feed.new"] * 2


def test_a_suspended_user_receives_nothing_and_the_socket_closes(
    bob: User, post: Post, open_socket: OpenSocket, deliver: Deliver
) -> None:
    socket = open_socket(bob)
    socket.look_at(post)
    User.objects.filter(pk=bob.pk).update(is_active=False)
    like_post(post=post, user=bob)
    deliver()
    assert socket.close_code() == LOGGED_OUT


def test_an_event_of_an_unknown_type_is_ignored(
    bob: User, post: Post, open_socket: OpenSocket, deliver: Deliver
) -> None:
    socket = open_socket(bob)
    socket.look_at(post)
    publish(user_group(bob.pk), {"type": "of.tomorrow"})
    like_post(post=post, user=bob)
    deliver()
    assert socket.next() == counts(post, likes=1)


def test_more_sockets_than_the_pool_has_connections(
    bob: User, carol: User, post: Post, open_socket: OpenSocket, deliver: Deliver
) -> None:
    sockets = [open_socket(viewer) for viewer in (bob, carol) for _ in range(15)]
    for socket in sockets:
        socket.look_at(post)
    like_post(post=post, user=bob)
    deliver()
    assert [socket.next() for socket in sockets] == [counts(post, likes=1)] * 30


def test_a_like_given_over_http_arrives_through_the_worker(
    bob: User, post: Post, open_socket: OpenSocket, server: Server, worker: Process
) -> None:
    socket = open_socket(bob)
    socket.look_at(post)
    bearer = {"Authorization": f"Bearer {start_session(user=bob).access}"}
    url = f"{server.url}/api/v1/posts/{post.pk}/like"
    assert httpx.post(url, headers=bearer, trust_env=False).status_code == 200
    assert socket.next() == counts(post, likes=1)


@pytest.mark.parametrize("count", [1, 20])
def test_the_queries_of_a_socket(
    alice: User, bob: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    posts = [make_post(alice) for _ in range(count)]
    with django_assert_num_queries(1):  # the posts that the viewer may see
        assert len(visible_post_ids(viewer=bob, ids=[post.pk for post in posts])) == count
    event = {"type": "post.updated", "post_id": str(posts[0].pk)}
    sessions = [start_session(user=user).session for user in (alice, bob) for _ in range(count)]
    with django_assert_num_queries(1):  # the sessions that are active, and who may see the post
        found = serialize_post_counts([session.pk for session in sessions], event)
    assert found == {session.pk: counts(posts[0]) for session in sessions}


def test_a_client_can_fetch_what_changed_before_the_subscription(
    alice: User, bob: User, post: Post, open_socket: OpenSocket
) -> None:
    like_post(post=post, user=alice)
    socket = open_socket(bob)
    hidden = str(uuid4())
    socket.send(type="subscribe", posts=[str(post.pk), hidden], catch_up=True)
    assert socket.next()["posts"] == [hidden]
    assert socket.next() == counts(post, likes=1)
