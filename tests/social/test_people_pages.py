"""Pages that list users, and the settings of the graph."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from social.models import Block, Follow, FollowRequest, Mute
from social.services import block_user, follow_user, mute_user, set_private
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
PRIVACY = "/accounts/settings/privacy/"
BLOCKED = "/accounts/settings/blocked/"
MUTED = "/accounts/settings/muted/"


@pytest.fixture
def crowd(alice: User) -> list[str]:
    """Forty-five users who follow alice and are followed by her; the latest first."""
    people = [User.objects.create(username=f"person{number:02}") for number in range(45)]
    for person in people:
        follow_user(follower=person, following=alice)
        follow_user(follower=alice, following=person)
    return [person.username for person in people[::-1]]


def rows(page: Page) -> list[str]:
    names = [link["href"].strip("/") for link in page.all("a", tabindex="-1", aria_hidden="true")]
    return [name for name in names if name.startswith("person")]


@pytest.mark.parametrize("path", ["/alice/followers", "/alice/following"])
def test_a_list_goes_on_to_its_end_by_links_and_by_htmx(
    path: str, crowd: list[str], client: Client
) -> None:
    first = Page(client.get(path))
    assert rows(first) == crowd[:20]
    (more,) = [link["href"] for link in first.all("a") if "cursor=" in link["href"]]
    plain = Page(client.get(more))
    part = Page(client.get(more, headers=HTMX))
    assert rows(plain) == rows(part) == crowd[20:40]
    assert part.all("html") == []
    rest = Page(client.get(part.one("span", hx_get=None)["hx-get"], headers=HTMX))
    assert rows(rest) == crowd[40:]
    assert rest.all("span", hx_get=None) == []


def test_each_row_states_the_viewers_relation(
    alice: User, bob: User, carol: User, erin: User, client_of: ClientOf
) -> None:
    set_private(user=erin, is_private=True)
    for person in (bob, carol):
        follow_user(follower=person, following=alice)
    for person in (bob, carol, erin):
        follow_user(follower=alice, following=person)
    follow_user(follower=bob, following=erin)
    follow_user(follower=bob, following=carol)
    page = Page(client_of(bob).get("/alice/following"))
    assert page.one("button", id="follow-carol")["aria-pressed"] == "true"
    assert page.all("button", id="follow-bob") == []
    page = Page(client_of(carol).get("/alice/followers"))
    assert "Follow back" in page.one("button", id="follow-bob").text


def test_a_bad_cursor_has_a_friendly_page(alice: User, client: Client) -> None:
    for headers in ({}, HTMX):
        response = client.get("/alice/followers?cursor=nonsense", headers=headers)
        assert "Start again" in Page(response, status=400).text


def test_an_empty_list_says_so(alice: User, client: Client) -> None:
    assert "No followers yet" in Page(client.get("/alice/followers")).text
    assert "Not following anyone yet" in Page(client.get("/alice/following")).text


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_followers_costs_five_queries(
    count: int, alice: User, bob: User, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(count):
        person = User.objects.create(username=f"person{number}")
        follow_user(follower=person, following=alice)
    browser = client_of(bob)
    browser.get("/create")  # the session is in the cache from here on
    # viewer · person · follows with people · relationships · unread conversations
    with django_assert_num_queries(5):
        assert len(rows(Page(browser.get("/alice/followers")))) == count


def test_the_switch_makes_an_account_private_and_public(alice: User, client_of: ClientOf) -> None:
    browser = client_of(alice)
    switch = Page(browser.get(PRIVACY)).one("input", name="is_private")
    assert "checked" not in switch.attributes
    assert browser.post(PRIVACY, {"is_private": "on"})["Location"] == PRIVACY
    alice.refresh_from_db()
    assert alice.is_private
    page = Page(browser.get(PRIVACY))
    assert "checked" in page.one("input", name="is_private").attributes
    assert "Your account is private." in page.text
    assert browser.post(PRIVACY, {})["Location"] == PRIVACY
    alice.refresh_from_db()
    assert not alice.is_private


def test_every_page_has_a_sign_of_waiting_follow_requests(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    def signs() -> list[str]:
        page = Page(client_of(alice).get("/create"))
        badges = page.all("live-badge", event="follow_requests.changed")
        return [each.text for each in badges if "hidden" not in each.attributes]

    set_private(user=alice, is_private=True)
    assert signs() == []
    follow_user(follower=bob, following=alice)
    assert [sign.split()[-1] for sign in signs()] == ["1", "1", "1"]
    for number in range(100):
        FollowRequest.objects.create(
            follower=User.objects.create(username=f"person{number}"), following=alice
        )
    assert {sign.split()[-1] for sign in signs()} == {"99+"}


@pytest.mark.parametrize("choice", ["accept", "forget"])
def test_going_public_asks_about_pending_requests(
    choice: str, alice: User, bob: User, client_of: ClientOf, deliver: Callable[[], None]
) -> None:
    set_private(user=alice, is_private=True)
    follow_user(follower=bob, following=alice)
    browser = client_of(alice)
    question = Page(browser.post(PRIVACY, {}))
    assert "1 person is waiting to follow you" in question.text
    alice.refresh_from_db()
    assert alice.is_private
    assert {button["value"] for button in question.all("button", name="waiting")} == {
        "accept",
        "forget",
    }
    assert browser.post(PRIVACY, {"waiting": choice}).status_code == 302
    deliver()
    alice.refresh_from_db()
    assert not alice.is_private
    assert not FollowRequest.objects.exists()
    assert Follow.objects.exists() is (choice == "accept")


def test_an_answer_that_was_not_offered_changes_nothing(alice: User, client_of: ClientOf) -> None:
    set_private(user=alice, is_private=True)
    browser = client_of(alice)
    assert browser.post(PRIVACY, {"waiting": "sell"}).status_code == 200
    alice.refresh_from_db()
    assert alice.is_private


def test_a_blocked_user_is_unblocked_in_the_settings(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    for person in (bob, carol):
        block_user(blocker=alice, blocked=person)
    browser = client_of(alice)
    page = Page(browser.get(BLOCKED))
    forms = [form["action"] for form in page.all("form", action=None)]
    assert [path for path in forms if path.endswith("/block")] == ["/carol/block", "/bob/block"]
    response = browser.post("/bob/block", {"blocked": "0", "next": BLOCKED})
    assert response["Location"] == BLOCKED
    assert [row.blocked for row in Block.objects.all()] == [carol]
    browser.post("/carol/block", {"blocked": "0"}, headers=HTMX)
    assert "You haven't blocked anyone" in Page(browser.get(BLOCKED)).text


def test_a_muted_user_is_unmuted_in_the_settings(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    mute_user(muter=alice, muted=bob)
    browser = client_of(alice)
    page = Page(browser.get(MUTED))
    forms = [form["action"] for form in page.all("form", action=None)]
    assert "/bob/mute" in forms
    assert browser.post("/bob/mute", {"muted": "0", "next": MUTED})["Location"] == MUTED
    assert not Mute.objects.exists()
    row = Page(browser.post("/bob/mute", {"muted": "1"}, headers=HTMX))
    assert "Unmute" in row.one("button", id="mute-bob").text
    assert "Unmute" not in Page(browser.post("/bob/mute", {"muted": "0"}, headers=HTMX)).source
    assert "You haven't muted anyone" in Page(browser.get(MUTED)).text


@pytest.mark.parametrize("path", [BLOCKED, MUTED, "/follow-requests"])
def test_own_lists_are_read_only(path: str, alice: User, client_of: ClientOf) -> None:
    assert client_of(alice).post(path).status_code == 405
    assert "Start again" in Page(client_of(alice).get(f"{path}?cursor=x"), status=400).text
