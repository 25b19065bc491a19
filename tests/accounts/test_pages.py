"""Signing up, in and out in a browser."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import suspend_user
from tests.accounts.doors import GRACE
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN, SIGNUP, LOGOUT = "/accounts/login/", "/accounts/signup/", "/accounts/logout/"
FORM = {"email": GRACE["email"], "username": GRACE["username"], "password1": GRACE["password"]}
WRONG = "The name or the password is wrong."
# A browser follows some of these to another site, whatever else it takes them for.
EVIL = [
    "//evil.example", "https://evil.example/", "http:evil.example", "/\\evil.example", "\\\\evil",
    "///evil.example", "javascript:alert(1)", "http://testserver.evil.example/",
    "http://testserver@evil.example/", "http://localhost/", "http://testserver:8000/", "/\t/evil",
]  # fmt: skip


def sign_in(login: str = "alice", password: str = PASSWORD, **more: Any) -> Any:
    return Client().post(LOGIN, {"login": login, "password": password, **more})


def who(response: Any) -> str | None:
    """The id that the answer's browser is signed in with."""
    session: Any = response.client.session
    return session.get("_auth_user_id")  # type: ignore[no-any-return]


def words(response: Any) -> str:
    """What the page says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def field(response: Any, name: str) -> dict[str, str]:
    """The attributes of an input of the page."""
    for tag in re.findall(r"<input\b[^>]*>", response.content.decode()):
        attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if attributes.get("name") == name:
            return {key: html.unescape(value) for key, value in attributes.items()}
    raise AssertionError(f"The page has no input {name!r}.")


def test_who_signs_up_is_signed_in_and_at_home() -> None:
    response = Client().post(SIGNUP, FORM)
    assert (response.status_code, response["Location"]) == (302, "/")
    grace = User.objects.get()
    assert (grace.username, grace.email) == ("grace", "grace@example.org")
    assert who(response) == str(grace.pk)


def test_a_name_is_kept_in_one_spelling() -> None:
    Client().post(SIGNUP, {**FORM, "username": " GRACE ", "email": "Grace@Example.org"})
    grace = User.objects.get()
    assert (grace.username, grace.email) == ("grace", "grace@example.org")


def test_who_signed_up_here_signs_in_with_the_app_and_the_other_way_round(alice: User) -> None:
    Client().post(SIGNUP, FORM)
    body = {"login": "grace", "password": GRACE["password"]}
    assert Client().post("/api/v1/auth/login", body, "application/json").status_code == 200
    assert who(sign_in()) == str(alice.pk)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("username", "", "This field is required."),
        ("username", "gr ace", "letters a to z"),
        ("username", "accounts", "not available"),
        ("username", "ALICE", "not available"),
        ("username", "a" * 31, "1 to 30 characters"),
        ("username", "gra\0ce", "Null characters"),
        ("email", "", "This field is required."),
        ("email", "nowhere", "Enter an e-mail address"),
        ("email", "Alice@example.org", "an account with this e-mail address"),
        ("password1", "", "This field is required."),
        ("password1", "short-1", "too short"),
        ("password1", "x9-" * 50, "at most 128"),
        ("password1", "grace123", "too similar to the username"),
    ],
)
def test_what_is_refused_is_told_at_its_field_and_the_rest_is_kept(
    alice: User, name: str, value: str, said: str
) -> None:
    response = Client().post(SIGNUP, {**FORM, name: value})
    assert response.status_code == 400
    assert list(response.context["form"].errors) == [name]
    assert said in words(response)
    assert field(response, name)["aria-invalid"] == "true"
    for kept in {"username", "email"} - {name}:
        assert field(response, kept)["value"] == FORM[kept]
    assert "value" not in field(response, "password1")
    assert who(response) is None
    assert User.objects.count() == 1


def test_a_name_that_goes_while_one_is_signing_up_is_told_at_its_field(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("forms", "services.people"):
        monkeypatch.setattr(f"accounts.{room}.problems_of", lambda **given: {})
    response = Client().post(SIGNUP, {**FORM, "username": "alice"})
    assert response.status_code == 400
    assert list(response.context["form"].errors) == ["username"]
    assert field(response, "email")["value"] == FORM["email"]


@pytest.mark.parametrize("login", ["alice", "ALICE", " alice ", "Alice@Example.org"])
def test_one_signs_in_by_username_or_address_in_any_case(alice: User, login: str) -> None:
    response = sign_in(login)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert who(response) == str(alice.pk)


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("alice", "wrong-horse-battery"),
        ("alice@example.org", "wrong-horse-battery"),
        ("nobody", PASSWORD),
        ("nobody@example.org", PASSWORD),
        ("ａｌｉｃｅ", PASSWORD),
        ("x" * 5000, PASSWORD),
        ("alice", "x" * 5000),
    ],
)
def test_every_wrong_answer_is_the_same(alice: User, login: str, password: str) -> None:
    response = sign_in(login, password)
    assert response.status_code == 400
    assert response.context["form"].errors == {"__all__": [WRONG]}
    assert WRONG in words(response)
    assert field(response, "login")["value"] == login
    assert "value" not in field(response, "password")
    assert who(response) is None


@pytest.mark.parametrize("login", ["alice", "alice@example.org", "nobody", "nobody@example.org"])
def test_time_does_not_tell_who_is_here(alice: User, login: str, hashed: list[bytes]) -> None:
    sign_in(login, "wrong-horse-battery")
    assert len(hashed) == 1


def test_the_deactivated_are_answered_like_strangers_and_signed_out_at_once(
    alice: User, client_of: Callable[[User], Client]
) -> None:
    before = client_of(alice)
    assert before.get(LOGOUT).status_code == 200
    suspend_user(user=alice)
    assert before.get(LOGOUT).status_code == 302
    response = sign_in()
    assert response.status_code == 400
    assert response.context["form"].errors == {"__all__": [WRONG]}


@pytest.mark.parametrize("page", [LOGIN, SIGNUP])
def test_next_leads_on_within_the_site(alice: User, page: str) -> None:
    given = {**FORM, "login": "alice", "password": PASSWORD}
    assert Client().post(page, {**given, "next": "/create?a=b#c"})["Location"] == "/create?a=b#c"


@pytest.mark.parametrize("page", [LOGIN, SIGNUP])
@pytest.mark.parametrize("evil", EVIL)
def test_next_leads_nowhere_else(alice: User, page: str, evil: str) -> None:
    given = {**FORM, "login": "alice", "password": PASSWORD}
    assert Client().post(page, {**given, "next": evil})["Location"] == "/"
    asked = Client().get(page, {"next": evil})
    assert asked.status_code == 200
    assert not any(evil in link for link in re.findall(r'href="([^"]*)"', asked.content.decode()))


def test_next_is_carried_from_one_form_to_the_other() -> None:
    response = Client().get(LOGIN, {"next": "/create"})
    assert field(response, "next")["value"] == "/create"
    assert f'href="{SIGNUP}?next=%2Fcreate"' in response.content.decode()


@pytest.mark.parametrize("page", [LOGIN, SIGNUP])
def test_who_is_signed_in_is_sent_on(
    alice: User, client_of: Callable[[User], Client], page: str
) -> None:
    assert client_of(alice).get(page)["Location"] == "/"
    assert client_of(alice).get(page, {"next": "//evil.example"})["Location"] == "/"


def test_keyboards_and_password_managers_know_the_fields() -> None:
    expected = {
        SIGNUP: {"email": "email", "username": "username", "password1": "new-password"},
        LOGIN: {"login": "username", "password": "current-password"},
    }
    for page, fields in expected.items():
        response = Client().get(page)
        for name, autocomplete in fields.items():
            attributes = field(response, name)
            assert attributes["autocomplete"] == autocomplete
            assert attributes["autocapitalize"] == "none"
    assert field(Client().get(SIGNUP), "email")["inputmode"] == "email"
    assert field(Client().get(SIGNUP), "password1")["type"] == "password"


@pytest.mark.parametrize("page", [LOGIN, SIGNUP, LOGOUT])
def test_no_page_links_to_what_is_not_built(
    alice: User, client_of: Callable[[User], Client], page: str
) -> None:
    client = client_of(alice) if page == LOGOUT else Client()
    links = re.findall(r'(?:href|action)="(/accounts/[^"?]*)', client.get(page).content.decode())
    assert links
    assert set(links) <= {LOGIN, SIGNUP, LOGOUT}


def test_signing_out_is_asked_and_then_done_by_post(
    alice: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(alice)
    assert client.get(LOGOUT).status_code == 200
    assert client.session.get("_auth_user_id") == str(alice.pk)
    response = client.post(LOGOUT)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert "_auth_user_id" not in client.session


def test_the_old_cookie_is_worth_nothing_after_signing_out(
    alice: User, client_of: Callable[[User], Client]
) -> None:
    client, thief = client_of(alice), Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert thief.get(LOGOUT).status_code == 200
    client.post(LOGOUT)
    assert thief.get(LOGOUT).status_code == 302


def test_a_foreign_page_can_sign_nobody_in_or_out(alice: User) -> None:
    for page, given in [(LOGIN, {"login": "alice", "password": PASSWORD}), (LOGOUT, {})]:
        response = Client(enforce_csrf_checks=True).post(page, given)
        assert response.status_code == 403


def test_the_session_changes_its_name_at_signing_in(alice: User) -> None:
    client = Client()
    session = client.session
    session["seen"] = True
    session.save()
    client.cookies["sessionid"] = before = str(session.session_key)
    client.post(LOGIN, {"login": "alice", "password": PASSWORD})
    assert client.cookies["sessionid"].value != before
    assert client.cookies["sessionid"]["httponly"] is True
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_signing_in_writes_nothing_but_the_time_of_it(
    alice: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as queries:
        sign_in()
    changes = [query["sql"] for query in queries if query["sql"].startswith('UPDATE "users"')]
    assert len(changes) == 1
    assert re.fullmatch(r'UPDATE "users" SET "last_login" = [^"]* WHERE .*', changes[0])


def test_the_sixth_guess_at_one_name_is_not_looked_at(alice: User) -> None:
    for _guess in range(5):
        assert WRONG in words(sign_in("alice", "wrong-horse-battery"))
    assert who(sign_in()) is None
    assert reverse("account_login") == LOGIN


def test_a_session_cookie_of_any_bytes_is_just_nobody(client: Client) -> None:
    client.cookies["sessionid"] = "abcdefghijkl\x00mnop"
    assert client.get("/create").status_code == 302
