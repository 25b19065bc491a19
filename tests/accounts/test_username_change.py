"""A username can be changed; the old one is held for its owner for 14 days, and leads to them."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.db.models.functions import Now
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import FormerUsername, User
from accounts.services import register_user, suspend_user
from accounts.services.profile import edit_profile
from accounts.services.usernames import change_username
from core.errors import DomainError
from posts.models import Mention, Post
from posts.services.comments import add_comment
from posts.services.editing import edit_post
from social.models import Follow
from social.services import block_user
from tests.accounts.api import GRACE, LOGIN, ME, REGISTER, get_me, post, problem
from tests.factories import PASSWORD, access_token_of, make_media, make_post
from tests.pages import Page
from tests.plans import indexes_used
from tests.responses import error_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
ApiOf = Callable[[User], APIClient]
PAGE = "/accounts/settings/account/username/"
TAKEN = (400, "username_taken", "username")
LATELY = (400, "username_changed_lately", "username")


@pytest.fixture
def renamed(alice: User) -> User:
    """alice, who is called wonder now."""
    change_username(user=alice, username="wonder")
    return alice


def rename(user: User, username: Any) -> Any:
    client = APIClient(headers={"Authorization": f"Bearer {access_token_of(user)}"})
    return client.patch(ME, {"username": username}, format="json")


def let_pass(days: float) -> None:
    FormerUsername.objects.update(expires_at=F("expires_at") - timedelta(days=days))


def test_an_app_changes_it_and_stays_logged_in(alice: User) -> None:
    token = access_token_of(alice)
    changed = rename(alice, " Wonder ")
    assert (changed.status_code, changed.json()["username"]) == (200, "wonder")
    assert get_me(token).json()["username"] == "wonder"
    for login in ("wonder", "alice", "alice@example.org"):
        assert post(LOGIN, {"login": login, "password": PASSWORD}).status_code == 200
    let_pass(14)
    assert post(LOGIN, {"login": "alice", "password": PASSWORD}).status_code == 401


def test_a_former_username_leads_to_its_owner(
    renamed: User, bob: User, client_of: ClientOf, api_of: ApiOf
) -> None:
    browser, owner = client_of(bob), client_of(renamed)
    for path in ("", "followers", "following?q=b", "tagged", "block", "remove-follower"):
        moved = browser.get(f"/Alice/{path}")
        assert (moved.status_code, moved["Location"]) == (302, f"/wonder/{path}")
    for path in ("saved", "saved/new", "archive"):
        moved = owner.get(f"/alice/{path}")
        assert (moved.status_code, moved["Location"]) == (302, f"/wonder/{path}")
        assert browser.get(f"/alice/{path}").status_code == 404
    assert Client().get("/alice/").status_code == 302
    assert browser.get("/Wonder/")["Location"] == "/wonder/"
    assert api_of(bob).get("/api/v1/users/alice").json()["username"] == "wonder"
    let_pass(14)
    assert browser.get("/alice/").status_code == 404
    assert owner.get("/alice/saved").status_code == 404
    assert error_of(api_of(bob).get("/api/v1/users/alice"), 404)


def test_a_page_that_is_open_meanwhile_still_works(
    renamed: User, bob: User, client_of: ClientOf, api_of: ApiOf
) -> None:
    assert client_of(bob).post("/alice/follow", {"following": "1"}).status_code == 302
    assert Follow.objects.filter(follower=bob, following=renamed).exists()
    assert api_of(bob).delete("/api/v1/users/alice/follow").status_code == 204
    made = client_of(renamed).post("/alice/saved/new", {"name": "Sea"})
    assert made["Location"].startswith("/wonder/saved/")


def test_who_may_not_see_the_owner_sees_no_difference(
    renamed: User, bob: User, dave: User, client_of: ClientOf, api_of: ApiOf
) -> None:
    block_user(blocker=renamed, blocked=dave)
    suspend_user(user=bob)
    FormerUsername.objects.create(username="bobby", user=bob, expires_at=Now() + timedelta(days=1))
    browser, api = client_of(dave), api_of(dave)
    for name in ("alice", "wonder", "bobby"):
        page, absent = browser.get(f"/{name}/"), browser.get("/nothing/")
        assert page.status_code == 404
        assert "wonder" not in page.text.replace("/wonder/", "")
        assert len(page.content) - len(name) * page.text.count(name) == (
            len(absent.content) - len("nothing") * absent.text.count("nothing")
        )
        assert error_of(api.get(f"/api/v1/users/{name}"), 404)
        assert error_of(api.post(f"/api/v1/users/{name}/follow"), 404)


def test_it_changes_once_in_14_days(renamed: User) -> None:
    refused = rename(renamed, "third")
    assert problem(refused) == LATELY
    assert refused.json()["errors"][0]["detail"] == "You can choose another username in 14 days."
    let_pass(13.5)
    assert "in 1 day." in rename(renamed, "third").json()["errors"][0]["detail"]
    let_pass(1)
    assert rename(renamed, "third").json()["username"] == "third"
    assert Client().get("/wonder/")["Location"] == "/third/"


def test_the_old_one_can_be_taken_back_and_the_new_one_is_held_then(renamed: User) -> None:
    assert rename(renamed, "ALICE").json()["username"] == "alice"
    assert Client().get("/wonder/")["Location"] == "/alice/"
    assert problem(rename(renamed, "third")) == LATELY
    assert list(FormerUsername.objects.values_list("username", flat=True)) == ["wonder"]


def test_no_one_else_can_take_it_meanwhile(renamed: User, bob: User, client_of: ClientOf) -> None:
    given = {**GRACE, "username": "alice"}
    assert problem(post(REGISTER, given)) == problem(rename(bob, "alice")) == TAKEN
    with pytest.raises(CommandError, match="taken"):
        call_command("createsuperuser", username="alice", email="x@example.org", interactive=False)
    state = "/accounts/signup/username/?username=alice"
    assert "taken" in Client().get(state).text
    assert "available" in client_of(renamed).get(state).text
    assert client_of(renamed).get("/accounts/signup/username/?username=Wonder").text.strip() == ""
    let_pass(14)
    assert "available" in Client().get(state).text
    assert post(REGISTER, given).status_code == 201
    assert Client().get("/alice/").status_code == 200


@pytest.mark.parametrize(
    ("username", "code"),
    [("bob", "username_taken"), ("no.reply", "username_taken"), ("", "blank"), (7, "invalid"),
     ("a b", "invalid_username"), ("x" * 31, "invalid_username"), (None, "null")],
)  # fmt: skip
def test_an_invalid_one_is_refused_and_changes_nothing(
    alice: User, bob: User, username: Any, code: str, api_of: ApiOf
) -> None:
    given = {"username": username, "bio": "Hello"}
    refused = api_of(alice).patch(ME, given, format="json")
    assert problem(refused) == (400, code, "username")
    alice.refresh_from_db()
    assert (alice.username, alice.bio) == ("alice", "")


def test_the_same_one_again_is_no_change(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(username="mod")
    assert rename(alice, "Mod").json()["username"] == "mod"
    assert not FormerUsername.objects.exists()


def test_mentions_and_tags_find_their_owner(
    alice: User, bob: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    photo = make_post(bob, caption="With @alice")
    edit_post(post=photo, actor=bob, caption="With @alice at sea")
    add_comment(post=photo, author=bob, text="By @alice")
    edit_profile(user=bob, bio="Knows @alice")
    change_username(user=alice, username="wonder")
    browser = client_of(bob)
    said = browser.post(f"{photo.get_absolute_url()}comments", {"text": "Hi @alice"}, follow=True)
    # The caption is there for narrow and for wide screens; and two comments.
    assert len(Page(said).all("a", href="/alice/")) == 4
    assert Page(browser.get("/bob/")).one("a", href="/alice/").text == "@alice"
    edit_post(post=photo, actor=bob, caption="With @alice or @wonder, at sea")
    assert [each.user for each in Mention.objects.filter(post=photo, comment=None)] == [alice]
    given = {"media_ids": [str(make_media(bob).pk)], "tagged": ["alice", "wonder"]}
    tagged = api_of(bob).post("/api/v1/posts", given, format="json").json()["tagged"]
    assert [each["username"] for each in tagged] == ["wonder"]
    assert Post.objects.count() == 2


def test_the_settings_page_changes_it_and_takes_it_back(alice: User, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert Page(browser.get("/accounts/settings/account/")).one("a", href=PAGE).text.strip()
    page = Page(browser.get(PAGE))
    assert page.one("input", name="username")["value"] == "alice"
    refused = Page(browser.post(PAGE, {"username": "a b"}), status=400)
    assert refused.one("input", name="username")["value"] == "a b"
    changed = Page(browser.post(PAGE, {"username": "Wonder"}, follow=True))
    assert "Your username is wonder." in changed.text
    assert "@wonder" in changed.text
    page = Page(browser.get(PAGE))
    assert page.all("input", name="username") == []
    assert "You can choose another username in 14 days." in page.text
    refused = Page(browser.post(PAGE, {"username": "third"}), status=400)
    assert "You can choose another username in 14 days." in refused.one("p", role="alert").text
    back = page.one("button", name="username")
    assert (
        "Your username is alice."
        in Page(browser.post(PAGE, {"username": back["value"]}, follow=True)).text
    )


def test_a_username_is_looked_up_by_indexes(renamed: User) -> None:
    indexes = indexes_used(User.objects.named("alice"))
    for table in ("users_username", "former_usernames"):
        assert any(index.startswith(table) for index in indexes), indexes


@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_a_name_at_once_one_gets_it(alice: User, bob: User, carol: User) -> None:
    """And no one the name that is given up at the same time."""

    def take(user: User, username: str) -> str:
        try:
            change_username(user=user, username=username)
        except DomainError as error:
            return error.code
        return "changed"

    def sign_up() -> str:
        try:
            register_user(**{**GRACE, "username": "alice"})
        except DomainError as error:
            return error.code
        return "registered"

    names = [(alice, "wonder"), (bob, "alice"), (carol, "alice")]
    calls: list[Callable[[], str]] = [partial(take, *each) for each in names]
    assert at_once([*calls, sign_up]) == ["changed", *["username_taken"] * 3]
    calls = [partial(take, bob, "third"), partial(take, carol, "third")]
    assert sorted(at_once(calls)) == [
        "changed",
        "username_taken",
    ]
