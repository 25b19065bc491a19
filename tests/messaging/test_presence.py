"""Who is online, as the other of a pair sees it."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from messaging.models import Conversation, Participant
from messaging.selectors.presence import watching_peers
from messaging.services.settings import change_message_settings
from social.services import block_user
from tests.direct.writing import path
from tests.factories import make_conversation
from tests.live import received
from tests.messaging.conftest import OpenSocket

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]


@pytest.fixture
def pair(open_socket: OpenSocket, alice: User, bob: User) -> Conversation:
    return make_conversation(alice, bob)


def test_the_other_sees_who_comes_and_goes(
    pair: Conversation,
    alice: User,
    bob: User,
    carol: User,
    open_socket: OpenSocket,
    api_of: ApiOf,
) -> None:
    stranger = make_conversation(alice, carol)
    Participant.objects.filter(conversation=stranger, user=carol).update(folder="requests")
    watching, not_yet = open_socket(bob), open_socket(carol)
    watching.settle()
    not_yet.settle()
    first, second = open_socket(alice), open_socket(alice)
    first.settle()
    event = watching.next()
    assert (event["type"], event["user"]["username"]) == ("presence", "alice")
    assert event["online"] is True
    shown = api_of(bob).get(path(pair.pk)).json()
    assert (shown["online"], api_of(carol).get(path(stranger.pk)).json()["online"]) == (True, False)
    first.close()
    second.settle()
    second.close()
    while event["online"]:
        event = watching.next()
    assert api_of(bob).get(path(pair.pk)).json()["online"] is False
    not_yet.settle()


@pytest.mark.parametrize("hiding", ["alice", "bob"])
def test_who_hides_presence_neither_shows_nor_sees_it(
    hiding: str, pair: Conversation, alice: User, bob: User
) -> None:
    event = {"type": "presence", "user_id": str(alice.pk)}
    assert received(bob, event) is not None
    change_message_settings(user={"alice": alice, "bob": bob}[hiding], shows_presence=False)
    assert received(bob, event) is None
    assert watching_peers(user=alice) == ([] if hiding == "alice" else [bob.pk])


def test_presence_ends_with_a_block(pair: Conversation, alice: User, bob: User) -> None:
    event = {"type": "presence", "user_id": str(alice.pk)}
    block_user(blocker=alice, blocked=bob)
    assert received(bob, event) is None
    assert watching_peers(user=alice) == []
