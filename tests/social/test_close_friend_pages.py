"""Close friends on the pages: the list in the settings, and the entry in a profile's menu."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from social.models import CloseFriend
from social.services import add_close_friend, block_user, follow_user
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
LIST = "/accounts/settings/close-friends/"


def offered(page: Page) -> dict[str, str]:
    """What the button of each person would do: 1 adds, 0 removes."""
    forms = [
        form for form in page.all("form", action=None) if form["action"].endswith("/close-friend")
    ]
    values = page.all("input", name="close")
    return {
        form["action"].split("/")[1]: value["value"]
        for form, value in zip(forms, values, strict=True)
    }


def test_the_list_shows_members_and_a_search_also_candidates(
    alice: User, bob: User, carol: User, dave: User, erin: User, client_of: ClientOf
) -> None:
    User.objects.update(display_name="Somebody")
    follow_user(follower=alice, following=bob)
    follow_user(follower=carol, following=alice)
    add_close_friend(owner=alice, friend=dave)
    browser = client_of(alice)
    assert offered(Page(browser.get(LIST))) == {"dave": "0"}
    found = offered(Page(browser.get(LIST, {"q": "some"})))
    assert found == {"bob": "1", "carol": "1", "dave": "0"}
    assert offered(Page(browser.get(LIST, {"q": "bo"}))) == {"bob": "1"}
    response = browser.post("/bob/close-friend", {"close": "1", "next": f"{LIST}?q=bo"})
    assert response["Location"] == f"{LIST}?q=bo"
    page = Page(browser.get(f"{LIST}?q=bo"))
    assert offered(page) == {"bob": "0"}
    assert "bob is now a close friend. They won't be notified." in page.text
    assert offered(Page(browser.get(LIST))) == {"bob": "0", "dave": "0"}
    browser.post("/dave/close-friend", {"close": "0", "next": LIST})
    assert offered(Page(browser.get(LIST))) == {"bob": "0"}


def test_a_search_finds_neither_strangers_nor_oneself_nor_the_blocked(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    follow_user(follower=alice, following=bob)
    browser = client_of(alice)
    assert offered(Page(browser.get(LIST, {"q": "bob"}))) == {"bob": "1"}
    block_user(blocker=bob, blocked=alice)
    for q in ("bob", "carol", "alice"):
        page = Page(browser.get(LIST, {"q": q}))
        assert offered(page) == {}
        assert "No results" in page.text


def test_a_search_goes_on_to_its_end_by_links(alice: User, client_of: ClientOf) -> None:
    for number in range(25):
        person = User.objects.create(username=f"person{number:02}")
        follow_user(follower=alice, following=person)
    browser = client_of(alice)
    page = Page(browser.get(LIST, {"q": "per"}))
    (more,) = [link["href"] for link in page.all("a") if "cursor=" in link["href"]]
    rest = Page(browser.get(more, headers=HTMX))
    assert rest.all("html") == []
    assert len(offered(page) | offered(rest)) == 25


def test_an_empty_list_suggests_what_to_do(alice: User, client_of: ClientOf) -> None:
    page = Page(client_of(alice).get(LIST))
    assert "No close friends yet" in page.text
    assert page.one("input", name="q")["type"] == "search"
    assert page.all("a", href=LIST), "the list of settings leads here"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_menu_of_a_profile_adds_and_removes(
    headers: dict[str, str], alice: User, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    assert "Add to close friends" in Page(browser.get("/bob/")).text
    for wanted, held in (("1", True), ("1", True), ("0", False), ("0", False)):
        data = {"close": wanted, "menu": "1"}
        response = browser.post("/bob/close-friend", data, headers=headers)
        assert CloseFriend.objects.exists() is held
        if headers:
            assert ("Remove from close friends" in Page(response).source) is held
            toast = json.loads(response["HX-Trigger"])["toast"]
            assert toast["action"] == "Undo"
            assert toast["text"].startswith("bob is ")
        else:
            assert (response.status_code, response["Location"]) == (302, "/bob/")


def test_a_list_gets_the_button_that_does_the_opposite(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    page = Page(client_of(alice).post("/bob/close-friend", {"close": "1"}, headers=HTMX))
    assert offered(page) == {"bob": "0"}
    assert "Remove" in page.one("button", id="close-friend-bob").text
    assert page.all("html") == page.all("li") == []


def test_the_own_menu_and_list_are_private(
    alice: User, bob: User, client: Client, client_of: ClientOf
) -> None:
    assert "Page not found" in Page(client_of(bob).post("/nobody/close-friend"), status=404).text
    assert client_of(bob).get("/alice/close-friend").status_code == 405
    assert client_of(bob).post(LIST).status_code == 405
    assert "Start again" in Page(client_of(bob).get(f"{LIST}?cursor=x"), status=400).text
    for method, path in (("post", "/bob/close-friend"), ("get", LIST)):
        response = getattr(client, method)(path)
        assert response["Location"].startswith("/accounts/login/")
    page = Page(client_of(bob).post("/bob/close-friend", {"close": "1"}), status=400)
    assert "You cannot be your own close friend." in page.text
    assert not CloseFriend.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize("q", ["", "per"])
def test_the_page_costs_four_queries(
    q: str, count: int, alice: User, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(count):
        add_close_friend(owner=alice, friend=User.objects.create(username=f"person{number}"))
    browser = client_of(alice)
    browser.get("/create")  # the session is in the cache from here on
    # viewer · close friends with people, or people the viewer knows · relationships
    # · unread conversations
    with django_assert_num_queries(4):
        page = Page(browser.get(LIST, {"q": q}))
    assert len(offered(page)) == count
