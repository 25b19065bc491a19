"""Groups on the pages of direct messages, without JavaScript."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from messaging.models import Conversation
from tests.direct.reading import listed, url
from tests.direct.writing import befriend
from tests.factories import make_conversation, make_message
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]


def test_a_group_is_made_named_and_left(
    alice: User, bob: User, carol: User, dave: User, client_of: ClientOf
) -> None:
    befriend(alice, bob, carol, dave)
    browser = client_of(alice)
    page = Page(browser.get("/direct/new/"))
    assert {each["value"] for each in page.all("input", name="usernames")} == {
        *("bob", "carol", "dave")
    }
    one = browser.get("/direct/new/?usernames=bob&done=1")
    assert one["Location"] == "/direct/to/bob/"
    page = Page(browser.get("/direct/new/?usernames=bob&usernames=carol&done=1"))
    assert [each["value"] for each in page.all("input", name="usernames")] == ["bob", "carol"]
    browser.post("/direct/new/", {"usernames": ["bob", "carol"], "title": "Hiking"})
    group = Conversation.objects.get()
    browser.post(url(group, "details/"), {"title": "Hiking club"})
    browser.post(url(group, "members/"), {"usernames": ["dave"]})
    assert group.participants.count() == 4
    browser.post(url(group, "members/dave/remove/"))
    assert client_of(bob).post(url(group, "members/carol/remove/")).status_code == 403
    assert client_of(carol).post(url(group, "members/carol/remove/"))["Location"] == "/direct/"
    page = Page(client_of(bob).get("/direct/"))
    assert listed(page) == [url(group)]
    assert "Hiking club" in page.text
    assert group.participants.count() == 2
    assert browser.get(url(make_conversation(alice, bob), "members/")).status_code == 400


def test_a_group_shows_who_has_seen_the_last_message(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    group = make_conversation(alice, bob, carol, title="Three")
    make_message(group, alice)
    client_of(carol).get(url(group))
    state = Page(client_of(alice).get(url(group))).one("p", id="message-state")
    assert state.text.strip() == "Seen by carol"
