"""Direct messages on pages, without JavaScript."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from messaging.models import Conversation, Message, MessageSettings, Participant
from social.services import block_user
from tests.direct.reading import bubbles, cards, listed, send, url
from tests.direct.writing import befriend
from tests.factories import make_conversation, make_message, make_post, make_users
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
Folder = Participant.Folder


def test_a_conversation_begins_with_its_first_message(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    befriend(alice, bob)
    browser = client_of(alice)
    assert "Message" in Page(browser.get("/bob/")).one("a", href="/direct/to/bob/").text
    page = Page(browser.get("/direct/to/bob/"))
    form = page.one("form", id="message-form")
    assert form["action"] == "/direct/to/bob/"
    assert not Conversation.objects.exists()
    response = send(browser, "/direct/to/bob/", "Hello Bob")
    found = Conversation.objects.get()
    assert response["Location"] == url(found)
    assert bubbles(Page(browser.get(url(found)))) == ["Hello Bob"]
    assert browser.get("/direct/to/bob/")["Location"] == url(found)
    assert browser.get("/direct/to/alice/")["Location"] == "/direct/"


def test_a_form_that_is_sent_twice_is_one_message(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    found = make_conversation(alice, bob)
    browser = client_of(alice)
    form = Page(browser.get(url(found))).one("input", name="client_id")
    for _ in range(2):
        browser.post(url(found), {"client_id": form["value"], "text": "Once"})
    assert Message.objects.get().text == "Once"
    again = Page(browser.get(url(found))).one("input", name="client_id")
    assert again["value"] != form["value"]


@pytest.mark.parametrize("text", ["", " \n", "x" * 2001])
def test_what_cannot_be_sent_stays_in_the_form(
    text: str, alice: User, bob: User, client_of: ClientOf
) -> None:
    found = make_conversation(alice, bob)
    response = send(client_of(alice), url(found), text)
    assert response.status_code == 400
    page = Page(response, status=400)
    assert page.one("p", id="message-error").text.strip()
    assert page.one("textarea", name="text").text.strip() == text.strip()
    assert not Message.objects.exists()
    assert send(Client(), url(found), "Hello").status_code == 302
    htmx = client_of(alice).post(
        url(found), {"client_id": "a", "text": text}, headers={"HX-Request": "true"}
    )
    assert htmx.status_code == 400
    assert htmx["Content-Type"].startswith("text/plain")


def test_those_who_take_no_part_find_nothing(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    found = make_conversation(alice, bob)
    message = make_message(found, bob)
    browser = client_of(carol)
    for what in ("", "details/", "members/"):
        assert browser.get(url(found, what)).status_code == 404
    for what in ("", "details/", "members/", "accept/", "mute/", "archive/", "delete/"):
        assert send(browser, url(found, what), "Hello").status_code == 404, what
    for what in ("react", "unsend"):
        assert browser.post(f"/direct/messages/{message.id}/{what}/").status_code == 404
    assert listed(Page(browser.get("/direct/"))) == []


def test_reading_marks_as_read_and_the_sender_sees_it(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    found = make_conversation(alice, bob)
    make_message(found, alice, "Seen?")
    sender, reader = client_of(alice), client_of(bob)
    assert Page(sender.get(url(found))).one("p", id="message-state").text.strip() == "Sent"
    home = Page(reader.get("/create"))
    assert {each.text.split()[0] for each in home.all("live-unread")} == {"1"}
    assert len(Page(reader.get("/direct/")).all("span", data_unread=None)) == 1
    reader.head(url(found))
    assert Page(sender.get(url(found))).one("p", id="message-state").text.strip() == "Sent"
    reader.get(url(found))
    assert Page(sender.get(url(found))).one("p", id="message-state").text.strip() == "Seen"
    hidden = [each.attributes for each in Page(reader.get("/create")).all("live-unread")]
    assert all("hidden" in each for each in hidden)


def test_whoever_hides_receipts_shows_none(alice: User, bob: User, client_of: ClientOf) -> None:
    found = make_conversation(alice, bob)
    make_message(found, alice)
    response = client_of(bob).post("/accounts/settings/messages/", {"messages_from": "following"})
    assert response["Location"] == "/accounts/settings/messages/"
    chosen = MessageSettings.objects.get(user=bob)
    assert (chosen.messages_from, chosen.shows_read, chosen.shows_presence) == (
        "following",
        False,
        False,
    )
    client_of(bob).get(url(found))
    page = Page(client_of(alice).get(url(found)))
    assert page.one("p", id="message-state").text.strip() == "Sent"


def test_a_stranger_lands_in_requests_until_accepted(
    alice: User, carol: User, client_of: ClientOf
) -> None:
    stranger, browser = client_of(carol), client_of(alice)
    post = make_post(carol, caption="A lighthouse")
    send(stranger, "/direct/to/alice/", "Hello, we have not met")
    found = Conversation.objects.get()
    stranger.post(f"/direct/share/p/{post.shortcode}/", {"client_id": "one", "to": str(found.pk)})
    assert listed(Page(browser.get("/direct/"))) == []
    assert Page(browser.get("/direct/")).one("a", href="/direct/requests/").text.split()[-1] == "1"
    assert listed(Page(browser.get("/direct/requests/"))) == [url(found)]
    page = Page(browser.get(url(found)))
    assert not page.all("form", id="message-form")
    assert not cards(page)
    assert "Shared a post" in bubbles(page)
    assert Page(stranger.get(url(found))).one("p", id="message-state").text.strip() == "Sent"
    assert browser.post(url(found, "accept/"))["Location"] == url(found)
    page = Page(browser.get(url(found)))
    assert cards(page)[0] == f"/p/{post.shortcode}/"
    assert page.all("form", id="message-form")
    assert Page(stranger.get(url(found))).one("p", id="message-state").text.strip() == "Seen"


def test_a_request_can_be_deleted(alice: User, carol: User, client_of: ClientOf) -> None:
    send(client_of(carol), "/direct/to/alice/", "Hello")
    found = Conversation.objects.get()
    browser = client_of(alice)
    assert browser.post(url(found, "delete/"))["Location"] == "/direct/requests/"
    assert listed(Page(browser.get("/direct/requests/"))) == []


def test_who_accepts_no_messages_is_not_written_to(
    alice: User, carol: User, client_of: ClientOf
) -> None:
    MessageSettings.objects.create(user=alice, messages_from="nobody")
    response = send(client_of(carol), "/direct/to/alice/", "Hello")
    assert response.status_code == 403
    assert (
        "You can't message alice." in Page(response, status=403).one("p", id="message-error").text
    )
    assert not Message.objects.exists()


def test_a_reply_quotes_what_it_answers(alice: User, bob: User, client_of: ClientOf) -> None:
    found = make_conversation(alice, bob)
    question = make_message(found, bob, "Tea or coffee?")
    browser = client_of(alice)
    page = Page(browser.get(f"{url(found)}?reply={question.id}"))
    assert page.one("input", name="reply_to")["value"] == str(question.id)
    send(browser, url(found), "Tea", reply_to=str(question.id))
    quoted = Page(browser.get(url(found))).one("a", class_="message-quoted")
    assert (quoted["href"], quoted.text) == (f"#message-{question.id}", "Tea or coffee?")
    foreign = make_message(make_conversation(bob, alice, title="Other"), bob)
    page = Page(browser.get(f"{url(found)}?reply={foreign.id}"))
    assert page.one("input", name="reply_to")["value"] == ""
    assert browser.get(f"{url(found)}?reply=nonsense").status_code == 200


def test_reactions_are_given_replaced_and_taken_back(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    found = make_conversation(alice, bob)
    message = make_message(found, bob)
    browser = client_of(alice)
    path = f"/direct/messages/{message.id}/react/"
    for emoji in ("👍", "❤️"):
        assert browser.post(path, {"emoji": emoji})["Location"] == url(found)
    page = Page(browser.get(url(found)))
    assert page.one("p", class_="message-reactions").text.split()[-1] == "❤️"
    pressed = page.one("button", name="emoji", aria_pressed="true")
    assert pressed["value"] == ""
    line = Page(browser.post(path, {"emoji": ""}, headers=HTMX))
    assert not line.all("p", class_="message-reactions")
    assert browser.post(path, {"emoji": "x"}, headers=HTMX).status_code == 400


def test_an_unsent_message_leaves_its_place(alice: User, bob: User, client_of: ClientOf) -> None:
    found = make_conversation(alice, bob)
    own, other = make_message(found, alice, "Oops"), make_message(found, bob, "What?")
    browser = client_of(alice)
    assert browser.post(f"/direct/messages/{other.id}/unsend/").status_code == 403
    assert browser.post(f"/direct/messages/{own.id}/unsend/")["Location"] == url(found)
    for user in (alice, bob):
        assert bubbles(Page(client_of(user).get(url(found)))) == ["Unsent message", "What?"]
    assert "Oops" not in client_of(bob).get("/direct/").content.decode()


def test_a_shared_post_is_shown_to_those_who_may_see_it(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    group = make_conversation(alice, bob, carol, title="Three")
    befriend(alice, bob)
    post = make_post(alice, caption="For followers", audience="followers")
    browser = client_of(alice)
    page = Page(browser.get(f"/direct/share/p/{post.shortcode}/"))
    assert [each["value"] for each in page.all("input", name="to")] == [str(group.pk), "@bob"]
    sent = {"client_id": "one", "to": str(group.pk), "text": "Look"}
    response = browser.post(f"/direct/share/p/{post.shortcode}/", sent)
    assert response["Location"] == url(group)
    shown = Page(client_of(bob).get(url(group)))
    assert cards(shown)[0] == f"/p/{post.shortcode}/"
    page = Page(client_of(carol).get(url(group)))
    assert bubbles(page) == ["This post isn't available", "Look"]
    assert post.shortcode not in client_of(carol).get(url(group)).content.decode()
    message = Message.objects.get()
    line = client_of(carol).post(
        f"/direct/messages/{message.id}/react/", {"emoji": "👍"}, headers=HTMX
    )
    assert post.shortcode not in line.content.decode()
    assert client_of(carol).get(f"/direct/share/p/{post.shortcode}/").status_code == 404


def test_a_profile_is_shared_with_someone_new(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    befriend(alice, bob)
    sent = {"client_id": "one", "to": "@bob"}
    client_of(alice).post("/direct/share/u/carol/", sent)
    found = Conversation.objects.get()
    page = Page(client_of(bob).get(url(found)))
    assert cards(page)[0] == "/carol/"
    block_user(blocker=carol, blocked=bob)
    assert bubbles(Page(client_of(bob).get(url(found)))) == ["This profile isn't available"]
    refused = client_of(alice).post("/direct/share/u/carol/", {"client_id": "two", "to": "@dave"})
    assert refused.status_code == 404


def test_conversations_are_muted_archived_and_deleted_for_oneself(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    found = make_conversation(alice, bob)
    make_message(found, bob)
    browser = client_of(alice)
    assert browser.post(url(found, "mute/"), {"muted": "1"})["Location"] == url(found, "details/")
    assert browser.get("/direct/unread/").json() == {"count": 0}
    browser.post(url(found, "mute/"), {"muted": "0"})
    assert browser.get("/direct/unread/").json() == {"count": 1}
    browser.post(url(found, "archive/"), {"archived": "1"})
    assert listed(Page(browser.get("/direct/"))) == []
    assert listed(Page(browser.get("/direct/archive/"))) == [url(found)]
    browser.post(url(found, "archive/"), {"archived": "0"})
    assert browser.post(url(found, "delete/"))["Location"] == "/direct/"
    assert listed(Page(browser.get("/direct/"))) == []
    assert listed(Page(client_of(bob).get("/direct/"))) == [url(found)]


def test_a_search_finds_people_groups_and_messages(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    pair, group = make_conversation(alice, bob), make_conversation(alice, carol, title="Bobsleigh")
    message = make_message(pair, bob, "The bobbin is in the drawer")
    make_message(group, carol, "Nothing else")
    browser = client_of(alice)
    links = listed(Page(browser.get("/direct/?q=bob")))
    assert links[:2] == [url(group), url(pair)]
    assert len(links) == 3
    assert links[2].endswith(f"#message-{message.id}")
    assert "The bobbin" in Page(browser.get(links[2].split("#")[0])).text
    part = browser.get("/direct/?q=bob", headers={**HTMX, "HX-Target": "conversation-list"})
    assert "<html" not in part.content.decode()
    assert listed(Page(part)) == links


def test_older_messages_follow_by_a_link(alice: User, bob: User, client_of: ClientOf) -> None:
    found = make_conversation(alice, bob)
    for number in range(45):
        make_message(found, bob, f"Message {number}")
    browser = client_of(alice)
    page = Page(browser.get(url(found)))
    assert bubbles(page) == [f"Message {number}" for number in range(15, 45)]
    [link] = [each for each in page.all("a") if "cursor=" in (each.attributes.get("href") or "")]
    older = Page(browser.get(link["href"]))
    assert bubbles(older) == [f"Message {number}" for number in range(15)]
    latest = older.one("a", href=url(found), class_="button button-quiet")
    assert latest.text == "Go to the latest messages"
    part = Page(browser.get(link["href"], headers=HTMX))
    assert bubbles(part) == bubbles(older)
    assert not part.all("html")


def test_messages_after_a_number_are_a_part(alice: User, bob: User, client_of: ClientOf) -> None:
    found = make_conversation(alice, bob)
    for number in range(35):
        make_message(found, bob, f"Message {number}")
    browser = client_of(alice)
    part = Page(browser.get(f"{url(found)}?after_seq=2", headers=HTMX))
    assert bubbles(part) == [f"Message {number}" for number in range(2, 32)]
    assert part.all("ol", data_more=None)
    rest = Page(browser.get(f"{url(found)}?after_seq=32", headers=HTMX))
    assert (len(bubbles(rest)), rest.all("ol", data_more=None)) == (3, [])
    one = Page(browser.get(f"{url(found)}?after_seq=4&one", headers=HTMX))
    assert bubbles(one) == ["Message 4"]
    assert browser.get(f"{url(found)}?after_seq=x", headers=HTMX).status_code == 400


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_seven_queries(
    count: int, alice: User, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for friend in make_users(f"friend_{number}" for number in range(count)):
        make_message(make_conversation(alice, friend), friend)
    browser = client_of(alice)
    browser.get("/create")
    # viewer · conversations · members · last messages · their senders · requests · badge
    with django_assert_num_queries(7):
        assert len(listed(Page(browser.get("/direct/")))) == count


@pytest.mark.parametrize("count", [1, 20])
def test_a_conversation_costs_the_same_for_any_number_of_messages(
    count: int, alice: User, bob: User, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    found = make_conversation(alice, bob)
    for _ in range(count):
        make_message(found, bob)
    browser = client_of(alice)
    browser.get(url(found))
    # viewer · badge; the conversation: seat, members, last message, its sender; messages,
    # reactions, users; and the list beside it: seats, members, last messages, senders, requests
    with django_assert_num_queries(14):
        assert len(bubbles(Page(browser.get(url(found))))) == count
