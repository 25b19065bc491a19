"""Photos on the pages of messages, without JavaScript."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from messaging.models import Conversation, Message, Participant
from posts.models import Media
from tests.direct.reading import bubbles, url
from tests.direct.writing import befriend
from tests.factories import make_conversation, make_media, make_message
from tests.pages import Page
from tests.posts.files import file, photograph

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]


@pytest.fixture
def pair(alice: User, bob: User) -> Conversation:
    befriend(alice, bob)
    return make_conversation(alice, bob)


def send(browser: Client, path: str, photo: Any, text: str = "", **more: Any) -> Any:
    return browser.post(path, {"client_id": uuid4().hex, "text": text, "photo": photo, **more})


def photos(page: Page) -> list[str]:
    return [each["href"] for each in page.all("a", class_="message-photo")]


def test_the_form_sends_a_photo_with_or_without_words(
    pair: Conversation, alice: User, bob: User, client_of: ClientOf, deliver: Callable[[], None]
) -> None:
    browser, reader = client_of(alice), client_of(bob)
    page = Page(browser.get(url(pair)))
    assert page.one("form", id="message-form")["enctype"] == "multipart/form-data"
    assert page.one("input", name="photo")["type"] == "file"
    assert send(browser, url(pair), photograph())["Location"] == url(pair)
    assert send(browser, url(pair), photograph(), "The sea")["Location"] == url(pair)
    for person in (browser, reader):
        page = Page(person.get(url(pair)))
        assert "Processing the photo…" in page.text
        assert photos(page) == []
    assert bubbles(Page(reader.get(url(pair)))) == ["The sea"]
    assert "Sent a photo" not in Page(reader.get("/direct/")).text
    deliver()
    for person in (browser, reader):
        shown = photos(Page(person.get(url(pair))))
        assert len(shown) == 2
        assert {person.get(each).status_code for each in shown} == {200}


def test_a_form_with_a_photo_that_is_sent_twice_is_one_message(
    pair: Conversation, alice: User, client_of: ClientOf
) -> None:
    for _ in range(2):
        response = send(client_of(alice), url(pair), photograph(), client_id="once")
        assert response["Location"] == url(pair)
    assert Message.objects.count() == Media.objects.count() == 1


def test_a_first_message_can_be_a_photo(alice: User, bob: User, client_of: ClientOf) -> None:
    befriend(alice, bob)
    assert send(client_of(alice), "/direct/to/bob/", photograph()).status_code == 302
    assert Message.objects.get().media_id == Media.objects.get().pk


def test_a_bad_file_is_refused_with_the_reason_and_the_words_stay(
    pair: Conversation, alice: User, client_of: ClientOf
) -> None:
    response = send(client_of(alice), url(pair), file(b"Dear diary, " * 100), "Look")
    page = Page(response, status=415)
    assert page.one("p", id="message-error").text.strip()
    assert page.one("textarea", id="text").text.strip() == "Look"
    assert not Message.objects.exists()


def test_what_is_not_sent_is_no_upload_any_more(
    pair: Conversation, alice: User, client_of: ClientOf
) -> None:
    response = send(client_of(alice), url(pair), photograph(), client_id="a b")
    assert response.status_code == 400
    assert {each.is_discarded for each in Media.objects.all()} == {True}
    assert not Message.objects.exists()


def test_a_photo_is_covered_in_a_request_and_said_to_be_gone(
    pair: Conversation, alice: User, bob: User, client_of: ClientOf
) -> None:
    photo = make_media(alice, attached_to="message")
    make_message(pair, alice, "", media=photo)
    seats = Participant.objects.filter(user=bob)
    seats.update(folder=Participant.Folder.REQUESTS)
    page = Page(client_of(bob).get(url(pair)))
    assert (bubbles(page), photos(page)) == (["Sent a photo"], [])
    assert photo.folder not in str(page)
    seats.update(folder=Participant.Folder.INBOX)
    assert len(photos(Page(client_of(bob).get(url(pair))))) == 1
    assert "Sent a photo" in Page(client_of(bob).get("/direct/")).text
    photo.delete()
    assert bubbles(Page(client_of(bob).get(url(pair)))) == ["This photo isn't available"]
