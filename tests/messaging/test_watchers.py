"""The watchers of a post are checked together: by one query, however many there are."""

import asyncio
import json
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from accounts.services import suspend_user
from accounts.services.leaving import deactivate_account
from accounts.services.sessions import end_session
from config.subscribers import LIVE_EVENTS
from core.live.events import LiveEvent, Shared, post_group, publish
from messaging.sockets.asgi import in_thread
from messaging.sockets.delivery import deliveries
from posts.models import Post
from posts.selectors.counts import serialize_post_counts
from posts.services.archiving import archive_post
from posts.services.deleting import delete_post
from posts.services.editing import edit_post
from social.services import block_user, set_private, unfollow_user
from tests.factories import PASSWORD, make_post, make_session
from tests.messaging.in_process import hangs_up, opened, responses, scope_of
from tests.relations import follow

pytestmark = pytest.mark.django_db(transaction=True)


def counts(post: Post, likes: int | None = 0) -> dict[str, Any]:
    comments = None if likes is None else 0
    return {**event_of(post), "likes_count": likes, "comments_count": comments}


def event_of(post: Post) -> LiveEvent:
    return {"type": "post.updated", "post_id": str(post.pk)}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[set[UUID]]:
    """For whom the counters were asked, query by query."""
    asked: list[set[UUID]] = []

    def serialize(session_ids: Collection[UUID], event: LiveEvent) -> dict[UUID, LiveEvent | None]:
        asked.append(set(session_ids))
        return serialize_post_counts(session_ids, event)

    monkeypatch.setitem(LIVE_EVENTS, "post.updated", Shared(serialize))
    return asked


@pytest.mark.asyncio
@pytest.mark.parametrize("number", [2, 100])
async def test_all_watchers_of_a_post_are_asked_for_at_once(
    number: int, alice: User, bob: User, settings: Settings, asked: list[set[UUID]]
) -> None:
    settings.SOCKETS_PER_USER_MAX = settings.SOCKETS_PER_ADDRESS_MAX = number
    post = await in_thread(make_post, alice)
    sessions = [await in_thread(make_session, bob) for _ in range(number)]
    sockets = [await opened(await in_thread(scope_of, session)) for session in sessions]
    for socket in sockets:
        text = f'{{"type":"subscribe","posts":["{post.pk}"]}}'
        await socket.send_input({"type": "websocket.receive", "text": text})
        await responses(socket)
    await in_thread(publish, post_group(post.pk), event_of(post))
    texts = [(await socket.receive_output(timeout=5))["text"] for socket in sockets]
    assert all(f'"post_id":"{post.pk}","likes_count":0' in text for text in texts)
    assert [len(each) for each in asked] == [number]
    assert asked == [{session.pk for session in sessions}]
    for socket in sockets:
        await hangs_up(socket)


Change = Callable[[User, User, Post], Any]
# What happens, and who of alice (the author), bob (a follower) and carol still gets events.
LOSSES: dict[str, tuple[Change, set[str]]] = {
    "nothing": (lambda alice, bob, post: None, {"alice", "bob", "carol"}),
    "deleted": (lambda alice, bob, post: delete_post(post=post, actor=alice), set()),
    "archived": (lambda alice, bob, post: archive_post(post=post, actor=alice), {"alice"}),
    "for followers": (
        lambda alice, bob, post: edit_post(post=post, actor=alice, audience="followers"),
        {"alice", "bob"},
    ),
    "for close friends": (
        lambda alice, bob, post: edit_post(post=post, actor=alice, audience="close_friends"),
        {"alice"},
    ),
    "private": (
        lambda alice, bob, post: set_private(user=alice, is_private=True),
        {"alice", "bob"},
    ),
    "blocked": (
        lambda alice, bob, post: block_user(blocker=alice, blocked=bob),
        {"alice", "carol"},
    ),
    "blocking": (
        lambda alice, bob, post: block_user(blocker=bob, blocked=alice),
        {"alice", "carol"},
    ),
    "hidden author": (
        lambda alice, bob, post: deactivate_account(user=alice, password=PASSWORD),
        set(),
    ),
    "suspended watcher": (lambda alice, bob, post: suspend_user(user=bob), {"alice", "carol"}),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_watcher_who_loses_access_gets_no_more_events(
    name: str,
    alice: User,
    bob: User,
    carol: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    follow(bob, alice)
    post = make_post(alice)
    watchers = {user.username: make_session(user) for user in (alice, bob, carol)}
    change, remaining = LOSSES[name]
    change(alice, bob, post)
    with django_assert_num_queries(1):  # active sessions, and the post as their users see it
        found = serialize_post_counts([each.pk for each in watchers.values()], event_of(post))
    told = {who for who, session in watchers.items() if found.get(session.pk)}
    assert told == remaining


def test_who_unfollows_a_private_account_gets_no_more_events(alice: User, bob: User) -> None:
    follow(bob, alice)
    set_private(user=alice, is_private=True)
    post, session = make_post(alice), make_session(bob)
    assert serialize_post_counts([session.pk], event_of(post)) == {session.pk: counts(post)}
    unfollow_user(follower=bob, following=alice)
    assert serialize_post_counts([session.pk], event_of(post)) == {session.pk: None}


def test_a_session_that_has_ended_is_logged_out_and_not_refused(alice: User, bob: User) -> None:
    post, ended, other = make_post(alice), make_session(bob), make_session(bob)
    end_session(session=ended)
    found = serialize_post_counts([ended.pk, other.pk], event_of(post))
    assert found == {other.pk: counts(post)}


def test_the_author_alone_is_told_hidden_counts(alice: User, bob: User) -> None:
    post = make_post(alice, hide_counts=True)
    own, other = make_session(alice), make_session(bob)
    found = serialize_post_counts([own.pk, other.pk], event_of(post))
    assert found == {own.pk: counts(post), other.pk: counts(post, likes=None)}


@pytest.mark.asyncio
async def test_a_socket_that_closes_takes_the_event_from_no_other(
    alice: User, bob: User, asked: list[set[UUID]]
) -> None:
    post = await in_thread(make_post, alice)
    sessions = [await in_thread(make_session, user) for user in (alice, bob)]
    first, second = [
        asyncio.create_task(deliveries().text_for(session, event_of(post))) for session in sessions
    ]
    await asyncio.sleep(0)
    first.cancel()
    assert json.loads(await second or "") == counts(post)
    assert len(asked) == 1
