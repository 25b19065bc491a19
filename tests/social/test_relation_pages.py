"""The buttons and menus of a profile, the confirmation pages, and pending requests."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from social.models import Block, Follow, FollowRequest, Mute
from social.services import block_user, follow_user, mute_user, set_private
from tests.factories import make_post
from tests.pages import Element, Page
from tests.relations import follow

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
LOGIN = "/accounts/login/"


@pytest.fixture
def private_erin(erin: User) -> User:
    set_private(user=erin, is_private=True)
    return erin


def test_a_private_profile_is_locked_and_its_button_sends_a_request(
    private_erin: User, bob: User, client_of: ClientOf
) -> None:
    post = make_post(private_erin, caption="For friends")
    browser = client_of(bob)
    page = Page(browser.get("/erin/"))
    assert "This account is private" in page.text
    assert post.shortcode not in page.source
    assert page.meta("robots") == "noindex"
    assert page.all("script", type="application/ld+json") == []
    assert page.all("a", href="/erin/followers") == []
    assert page.one("button", id="follow-erin")["aria-pressed"] == "false"
    browser.post("/erin/follow", {"following": "1"})
    button = Page(browser.get("/erin/")).one("button", id="follow-erin")
    assert button["aria-pressed"] == "true"
    assert "Requested" in button.text
    assert FollowRequest.objects.exists()
    browser.post("/erin/follow", {"following": "0"})
    assert not FollowRequest.objects.exists()


def test_htmx_gets_the_button_that_says_requested(
    private_erin: User, bob: User, client_of: ClientOf
) -> None:
    data = {"following": "1", "menu": "1"}
    page = Page(client_of(bob).post("/erin/follow", data, headers=HTMX))
    assert "Requested" in page.one("button", id="follow-erin").text
    assert page.all("html") == []


def test_a_followed_profile_has_a_menu_to_unfollow_and_mute(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    follow_user(follower=bob, following=alice)
    page = Page(client_of(bob).get("/alice/"))
    menu = page.one("button", id="follow-alice")["popovertarget"]
    assert "Unfollow" in page.one("dialog", id=menu).text
    assert "Mute" in page.one("dialog", id=menu).text
    assert page.one("dialog", id=menu).attributes.get("popover", "") is None


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_menu_mutes_and_unmutes(
    headers: dict[str, str], alice: User, bob: User, client_of: ClientOf
) -> None:
    follow_user(follower=bob, following=alice)
    browser = client_of(bob)
    for wanted, held in (("1", True), ("1", True), ("0", False), ("0", False)):
        response = browser.post("/alice/mute", {"muted": wanted, "menu": "1"}, headers=headers)
        assert Mute.objects.exists() is held
        if headers:
            assert ("Unmute" in Page(response).source) is held
            assert json.loads(response["HX-Trigger"])["toast"]["action"] == "Undo"
        else:
            assert (response.status_code, response["Location"]) == (302, "/alice/")


def test_blocking_is_confirmed_first_and_leaves_a_button_to_unblock(
    alice: User, dave: User, client_of: ClientOf
) -> None:
    make_post(dave)
    browser = client_of(alice)
    assert "/dave/block" in Page(browser.get("/dave/")).source
    question = Page(browser.get("/dave/block"))
    assert "Block dave?" in question.text
    assert not Block.objects.exists()
    fields = {field["name"]: field["value"] for field in question.all("input", name="blocked")}
    response = browser.post("/dave/block", fields)
    assert (response.status_code, response["Location"]) == (302, "/dave/")
    page = Page(browser.get("/dave/"))
    assert "You've blocked dave" in page.text
    assert page.all("a", href="/dave/followers") == []
    assert [link for link in page.all("a", href=None) if link["href"].startswith("/p/")] == []
    browser.post("/dave/block", {"blocked": "0"})
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    "path", ["/alice/", "/alice/followers", "/alice/block", "/alice/following"]
)
def test_blocked_viewers_see_the_not_found_page(
    path: str, alice: User, dave: User, client_of: ClientOf
) -> None:
    assert client_of(dave).get(path).status_code == 200
    block_user(blocker=alice, blocked=dave)
    assert "Page not found" in Page(client_of(dave).get(path), status=404).text


def test_removing_a_follower_is_confirmed_first(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    follow_user(follower=bob, following=alice)
    browser = client_of(alice)
    list_ = Page(browser.get("/alice/followers"))
    (link,) = [each for each in list_.all("a") if each["href"].startswith("/bob/remove-follower")]
    question = Page(browser.get(link["href"]))
    assert "Remove bob from your followers?" in question.text
    assert Follow.objects.exists()
    way_back = question.one("input", name="next")["value"]
    response = browser.post("/bob/remove-follower", {"next": way_back})
    assert (response.status_code, response["Location"]) == (302, "/alice/followers")
    assert not Follow.objects.exists()


def _pending_row(browser: Client) -> Element:
    """On top of erin's profile; the menu has a link of its own."""
    links = Page(browser.get("/erin/")).all("a", href="/follow-requests")
    (row,) = [link for link in links if link["class"] != "entry"]
    return row


def test_pending_requests_are_shown_on_the_own_profile_and_answered(
    private_erin: User, alice: User, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(private_erin)
    assert "hidden" in _pending_row(browser).attributes
    for person in (alice, bob):
        follow_user(follower=person, following=private_erin)
    row = _pending_row(browser)
    assert "hidden" not in row.attributes
    assert "2 follow requests" in " ".join(row.text.split())
    assert Page(client_of(bob).get("/erin/")).all("a", href="/follow-requests") == []
    page = Page(browser.get("/follow-requests"))
    forms = [form["action"] for form in page.all("form", action=None)]
    assert [path for path in forms if path.startswith("/follow-requests/")] == [
        "/follow-requests/bob/accept",
        "/follow-requests/bob/decline",
        "/follow-requests/alice/accept",
        "/follow-requests/alice/decline",
    ]
    assert browser.post("/follow-requests/bob/accept")["Location"] == "/follow-requests"
    browser.post("/follow-requests/alice/decline")
    assert [row.follower for row in Follow.objects.all()] == [bob]
    assert not FollowRequest.objects.exists()


def test_htmx_puts_the_new_follower_in_place_of_the_request(
    private_erin: User, alice: User, bob: User, client_of: ClientOf
) -> None:
    for person in (alice, bob):
        follow_user(follower=person, following=private_erin)
    browser = client_of(private_erin)
    row = Page(browser.post("/follow-requests/bob/accept", headers=HTMX))
    assert "Follows you now" in row.source
    assert "Follow back" in row.one("button", id="follow-bob").text
    response = browser.post("/follow-requests/alice/decline", headers=HTMX)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/alice/mute"),
        ("get", "/alice/block"),
        ("post", "/alice/block"),
        ("get", "/alice/remove-follower"),
        ("post", "/alice/remove-follower"),
        ("get", "/follow-requests"),
        ("post", "/follow-requests/alice/accept"),
        ("post", "/follow-requests/alice/decline"),
        ("get", "/accounts/settings/privacy/"),
        ("post", "/accounts/settings/privacy/"),
        ("get", "/accounts/settings/blocked/"),
        ("get", "/accounts/settings/muted/"),
    ],
)
def test_the_anonymous_are_sent_to_log_in(
    method: str, path: str, alice: User, client: Client
) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == 302
    assert response["Location"].startswith(LOGIN)


@pytest.mark.parametrize(
    "path", ["/alice/mute", "/follow-requests/alice/accept", "/follow-requests/alice/decline"]
)
def test_a_link_changes_nothing(path: str, alice: User, bob: User, client_of: ClientOf) -> None:
    assert client_of(bob).get(path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/nobody/mute", "/nobody/block", "/nobody/remove-follower",
             "/follow-requests/nobody/accept", "/follow-requests/nobody/decline"]
)  # fmt: skip
def test_an_empty_list_has_its_own_page(path: str, bob: User, client_of: ClientOf) -> None:
    assert "Page not found" in Page(client_of(bob).post(path), status=404).text


def test_another_site_changes_nothing(alice: User, bob: User, client_of: ClientOf) -> None:
    follow(alice, bob)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = client_of(bob).cookies
    for path, data in (
        ("/alice/mute", {"muted": "1"}),
        ("/alice/block", {"blocked": "1"}),
        ("/alice/remove-follower", {}),
        ("/accounts/settings/privacy/", {"is_private": "on"}),
    ):
        assert browser.post(path, data).status_code == 403
    bob.refresh_from_db()
    assert not bob.is_private
    assert not Mute.objects.exists()
    assert not Block.objects.exists()
    assert Follow.objects.count() == 1


def test_doing_it_to_oneself_is_refused_with_a_message(alice: User, client_of: ClientOf) -> None:
    browser = client_of(alice)
    page = Page(browser.post("/alice/block", {"blocked": "1"}), status=400)
    assert "You cannot block yourself." in page.text
    page = Page(browser.post("/alice/mute", {"muted": "1"}), status=400)
    assert "You cannot mute yourself." in page.text


def test_a_new_user_is_suggested_no_one_blocked_or_requested(
    private_erin: User, alice: User, bob: User, carol: User, dave: User, client_of: ClientOf
) -> None:
    def offered() -> set[str]:
        page = Page(client_of(bob).get("/"))
        return {button["id"] for button in page.all("button", id=None) if "follow-" in button["id"]}

    assert offered() == {"follow-alice", "follow-carol", "follow-dave", "follow-erin"}
    follow_user(follower=bob, following=private_erin)
    block_user(blocker=bob, blocked=carol)
    block_user(blocker=dave, blocked=bob)
    assert offered() == {"follow-alice"}


def test_the_menu_mutes_posts_and_leaves_stories_as_they_are(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    browser.post("/alice/mute", {"muted": "1"})
    assert Mute.objects.values_list("posts", "stories").get() == (True, False)
    mute_user(muter=bob, muted=alice, posts=False)
    assert "Unmute" not in Page(browser.get("/alice/")).text
    browser.post("/alice/mute", {"muted": "1"})
    assert Mute.objects.values_list("posts", "stories").get() == (True, True)


def test_the_muted_can_be_unmuted_on_their_profile(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    mute_user(muter=bob, muted=alice)
    assert "Unmute" in Page(client_of(bob).get("/alice/")).text
