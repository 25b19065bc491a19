"""Limits of messages: what is sent, strangers who are asked, and everything else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from messaging.limits import MESSAGE_ACTIONS, MESSAGE_REQUESTS, MESSAGES
from messaging.models import Conversation, Message, Reaction
from tests.direct.writing import CONVERSATIONS, befriend, path, send, start
from tests.factories import make_conversation, make_message
from tests.limits.entry_points import nearly_spend
from tests.limits.quotas import assert_refused, remaining

pytestmark = pytest.mark.django_db


def test_messages(alice: User, bob: User, api_of: Callable[[User], APIClient]) -> None:
    befriend(alice, bob)
    app = api_of(alice)
    pair = start(app, "bob")
    nearly_spend(MESSAGES, by=alice.pk)
    first = send(app, pair, client_id="one")
    assert remaining(first, MESSAGES) == 1
    # A retry is no message, and not counted.
    assert send(app, pair, client_id="one").status_code == 200
    assert remaining(send(app, pair), MESSAGES) == 0
    assert_refused(send(app, pair), MESSAGES)
    assert send(app, pair, client_id="one").status_code == 200
    assert Message.objects.count() == 2


def test_strangers_who_are_asked(
    alice: User, bob: User, carol: User, dave: User, api_of: Callable[[User], APIClient]
) -> None:
    befriend(alice, dave)
    app = api_of(alice)
    nearly_spend(MESSAGE_REQUESTS, by=alice.pk)

    def ask(*usernames: str, title: str = "") -> Any:
        return app.post(CONVERSATIONS, {"usernames": usernames, "title": title}, format="json")

    assert remaining(ask("dave"), MESSAGE_REQUESTS) == 2
    assert remaining(ask("bob"), MESSAGE_REQUESTS) == 1
    # Again the same is no new one.
    assert remaining(ask("bob"), MESSAGE_REQUESTS) == 1
    assert_refused(ask("carol", "bob"), MESSAGE_REQUESTS)
    assert_refused(ask("carol"), MESSAGE_REQUESTS)
    group = start(app, "dave", title="Group")
    refused = app.post(path(group, "members"), {"usernames": ["carol"]}, format="json")
    assert_refused(refused, MESSAGE_REQUESTS)
    assert Conversation.objects.count() == 3


def test_reactions_and_changes(alice: User, bob: User, api_of: Callable[[User], APIClient]) -> None:
    app = api_of(alice)
    message = make_message(make_conversation(alice, bob), bob)
    nearly_spend(MESSAGE_ACTIONS, by=alice.pk, left=1)
    one = f"/api/v1/messages/{message.id}/reactions"
    assert remaining(app.post(one, {"emoji": "❤️"}, format="json"), MESSAGE_ACTIONS) == 0
    assert_refused(app.post(one, {"emoji": "👍"}, format="json"), MESSAGE_ACTIONS)
    settings = app.patch("/api/v1/users/me/message-settings", {}, format="json")
    assert_refused(settings, MESSAGE_ACTIONS)
    assert Reaction.objects.get().emoji == "❤️"


def test_pages_count_the_same(
    alice: User, bob: User, carol: User, client_of: Callable[[User], Client]
) -> None:
    befriend(alice, bob)
    browser = client_of(alice)
    nearly_spend(MESSAGES, by=alice.pk, left=1)
    nearly_spend(MESSAGE_REQUESTS, by=alice.pk, left=1)
    sent = {"client_id": "one", "text": "Hello"}
    assert browser.post("/direct/to/bob/", sent).status_code == 302
    pair = f"/direct/{Conversation.objects.get().pk}/"
    assert_refused(browser.post(pair, {**sent, "client_id": "two"}), MESSAGES)
    # The same again is no message.
    assert browser.post(pair, sent).status_code == 302
    browser.post("/direct/new/", {"usernames": ["carol"], "title": "Two"})
    refused = browser.post("/direct/new/", {"usernames": ["carol"], "title": "Three"})
    assert_refused(refused, MESSAGE_REQUESTS)
    assert Conversation.objects.count() == 2
