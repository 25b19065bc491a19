"""The follow button: a form first, and HTMX where there is a script."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import User
from social.models import Follow
from social.services import follow_user
from tests.factories import log_in
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
FOLLOW = "/alice/follow"
HTMX = {"HX-Request": "true"}


def test_the_form_follows_and_returns_to_the_profile(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    response = client_of(bob).post(FOLLOW, {"following": "1"})
    assert response.status_code == 302
    assert response["Location"] == "/alice/"
    assert Follow.objects.filter(follower=bob, following=alice).exists()


def test_the_form_returns_to_the_page_it_stood_on(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    response = client_of(bob).post(FOLLOW, {"following": "1", "next": "/?cursor=abc"})
    assert response["Location"] == "/?cursor=abc"


@pytest.mark.parametrize(
    "evil", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_return_url_never_leads_to_another_site(
    evil: str, alice: User, bob: User, client_of: ClientOf
) -> None:
    response = client_of(bob).post(FOLLOW, {"following": "1", "next": evil})
    assert response["Location"] == "/alice/"


def test_htmx_gets_the_pressed_button(alice: User, bob: User, client_of: ClientOf) -> None:
    page = Page(client_of(bob).post(FOLLOW, {"following": "1"}, headers=HTMX))
    assert page.one("button")["aria-pressed"] == "true"
    assert page.one("input", name="following")["value"] == "0"
    assert page.all("html") == []


def test_pressing_twice_never_does_the_opposite(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    for wanted, held in (("1", True), ("1", True), ("0", False), ("0", False)):
        browser.post(FOLLOW, {"following": wanted})
        assert Follow.objects.exists() is held


def test_the_button_offers_to_follow_back(alice: User, bob: User, client_of: ClientOf) -> None:
    follow_user(follower=alice, following=bob)
    response = client_of(bob).post(FOLLOW, {"following": "0"}, headers=HTMX)
    assert "Follow back" in Page(response).one("button").text


def test_the_anonymous_are_sent_to_log_in_and_back(alice: User, client: Client) -> None:
    response = client.post(FOLLOW, {"following": "1", "next": "/alice/"})
    assert response.status_code == 302
    place = urlsplit(response["Location"])
    assert place.path == "/accounts/login/"
    assert parse_qs(place.query)["next"] == ["/alice/"]
    assert not Follow.objects.exists()


def test_htmx_moves_the_whole_page_of_the_anonymous(alice: User, client: Client) -> None:
    headers = {**HTMX, "HX-Current-URL": "http://testserver/alice/"}
    response = client.post(FOLLOW, {"following": "1"}, headers=headers)
    place = urlsplit(response["HX-Redirect"])
    assert place.path == "/accounts/login/"
    assert parse_qs(place.query)["next"] == ["/alice/"]
    # What is no URL leads home.
    headers["HX-Current-URL"] = "http://[alice"
    response = client.post(FOLLOW, {"following": "1"}, headers=headers)
    assert parse_qs(urlsplit(response["HX-Redirect"]).query)["next"] == ["/"]
    assert not Follow.objects.exists()


def test_following_oneself_is_refused_with_a_message(alice: User, client_of: ClientOf) -> None:
    page = Page(client_of(alice).post(FOLLOW, {"following": "1"}), status=400)
    assert "You cannot follow yourself." in page.text
    assert not Follow.objects.exists()


def test_following_no_one_has_an_empty_state(bob: User, client_of: ClientOf) -> None:
    assert "Page not found" in Page(client_of(bob).post("/nobody/follow"), status=404).text


def test_a_get_request_follows_no_one(alice: User, bob: User, client_of: ClientOf) -> None:
    assert client_of(bob).get(FOLLOW).status_code == 405
    assert not Follow.objects.exists()


def test_another_site_cannot_make_a_user_follow(alice: User, bob: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    log_in(browser, bob)
    assert browser.post(FOLLOW, {"following": "1"}).status_code == 403
    assert not Follow.objects.exists()
