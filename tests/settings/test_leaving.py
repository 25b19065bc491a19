"""Deactivating and deleting: hidden at once, and restored by logging in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services.leaving import start_due_purges
from posts.services.likes import like_post
from social.services import follow_user
from tests.factories import PASSWORD, make_comment, make_post
from tests.pages import Page
from tests.responses import error_of, outbox_payloads
from tests.settings.forms import DEACTIVATE, DELETE, ME, SURE, reread

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
ApiOf = Callable[[User], APIClient]
LOGIN, API_LOGIN = "/accounts/login/", "/api/v1/auth/login"


def log_in(client: Client | None = None, password: str = PASSWORD) -> Any:
    return (client or Client()).post(LOGIN, {"login": "alice", "password": password}, follow=True)


def log_app_in() -> Any:
    given = {"login": "alice", "password": PASSWORD}
    return APIClient().post(API_LOGIN, given, format="json")


def pass_days(user: User, days: float) -> None:
    """As if the account had been deleted `days` ago."""
    at = datetime.now(UTC) - timedelta(days=days)
    User.objects.filter(pk=user.pk).update(deactivated_at=at, erase_at=at + timedelta(days=30))
    start_due_purges()


@pytest.mark.parametrize("page", [DEACTIVATE, DELETE])
def test_a_deleted_account_is_hidden_at_once_and_logged_out(
    page: str, alice: User, bob: User, client_of: ClientOf, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=alice)
    post = make_post(alice)
    theirs = make_post(bob)
    make_comment(theirs, alice, "Splendid.")
    app, other, here = api_of(alice), client_of(alice), client_of(alice)
    viewer = client_of(bob)
    assert "Splendid." in viewer.get(theirs.get_absolute_url()).content.decode()

    response = here.post(page, SURE, follow=True)
    assert response.redirect_chain == [(LOGIN, 302)]
    assert "hidden" in Page(response).text

    assert error_of(app.get(ME), 401)
    for gone in (other, here):
        assert gone.get("/accounts/settings/").status_code == 302
    assert viewer.get("/alice/").status_code == 404
    assert viewer.get(post.get_absolute_url()).status_code == 404
    assert post.shortcode not in viewer.get("/").content.decode()
    assert "Splendid." not in viewer.get(theirs.get_absolute_url()).content.decode()
    assert error_of(api_of(bob).get("/api/v1/users/alice"), 404)


@pytest.mark.parametrize("page", [DEACTIVATE, DELETE])
def test_logging_in_restores_the_account_with_a_welcome(
    page: str, alice: User, bob: User, client_of: ClientOf
) -> None:
    post = make_post(alice)
    client_of(alice).post(page, SURE)
    response = log_in()
    assert "Welcome back" in Page(response).text
    user = reread(alice)
    assert (user.deactivated_at, user.erase_at) == (None, None)
    assert client_of(bob).get(post.get_absolute_url()).status_code == 200
    assert "Welcome back" not in Page(log_in()).text


def test_an_app_brings_it_back_too(alice: User, api_of: ApiOf) -> None:
    assert api_of(alice).delete(ME, SURE, format="json").status_code == 204
    assert reread(alice).erase_at is not None
    access = log_app_in().json()["access"]
    assert APIClient().get(ME, headers={"Authorization": f"Bearer {access}"}).status_code == 200
    assert reread(alice).erase_at is None


def test_deactivated_is_not_deleted(alice: User, client_of: ClientOf) -> None:
    client_of(alice).post(DEACTIVATE, SURE)
    assert reread(alice).erase_at is None
    start_due_purges()
    assert outbox_payloads("AccountPurgeStarted") == []


def test_a_long_deactivated_account_can_still_log_in(alice: User, client_of: ClientOf) -> None:
    client_of(alice).post(DEACTIVATE, SURE)
    User.objects.update(deactivated_at=datetime.now(UTC) - timedelta(days=900))
    start_due_purges()
    assert "Welcome back" in Page(log_in()).text


def test_a_mail_states_how_long_the_code_is_valid(
    alice: User, client_of: ClientOf, deliver: Callable[[], None]
) -> None:
    client_of(alice).post(DELETE, SURE)
    deliver()
    [sent] = mail.outbox
    assert sent.to == ["alice@example.org"]
    assert "30 days" in sent.body


@pytest.mark.parametrize("page", [DEACTIVATE, DELETE])
@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), "x" * 5_000, "a\x00b"])
def test_it_takes_the_password(
    page: str, password: str, alice: User, client_of: ClientOf, api_of: ApiOf
) -> None:
    client = client_of(alice)
    response = Page(client.post(page, {"password": password}), status=400)
    assert response.one("p", id="id_password_error").text.strip()
    assert "value" not in response.one("input", name="password").attributes
    assert error_of(api_of(alice).delete(ME, {"password": password}, format="json"), 400)
    assert reread(alice).deactivated_at is None
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("body", [{}, {"password": None}, {"password": 7}, []])
def test_an_app_says_the_password_as_text(body: Any, alice: User, api_of: ApiOf) -> None:
    assert error_of(api_of(alice).delete(ME, body, format="json"), 400)
    assert reread(alice).deactivated_at is None


def test_a_stolen_session_cannot_guess_it(alice: User, client_of: ClientOf, limited: None) -> None:
    client = client_of(alice)
    statuses = [client.post(DELETE, {"password": f"guess {n}"}).status_code for n in range(7)]
    assert statuses[:5] == [400] * 5
    assert statuses[5:] == [429] * 2
    assert client.post(DELETE, SURE).status_code == 429
    assert reread(alice).deactivated_at is None


def test_purging_is_idempotent(alice: User, client_of: ClientOf) -> None:
    first, second = client_of(alice), client_of(alice)
    first.post(DELETE, SURE)
    again = second.post(DELETE, SURE)
    assert (again.status_code, again["Location"].split("?")[0]) == (302, LOGIN)
    assert len(outbox_payloads("AccountHidden")) == 1


def test_on_day_29_the_account_can_be_restored(alice: User, client_of: ClientOf) -> None:
    client_of(alice).post(DELETE, SURE)
    pass_days(alice, 29)
    assert outbox_payloads("AccountPurgeStarted") == []
    assert "Welcome back" in Page(log_in()).text


def test_on_day_31_the_username_is_unknown(alice: User, client_of: ClientOf) -> None:
    client_of(alice).post(DELETE, SURE)
    unknown = error_of(
        APIClient().post(API_LOGIN, {"login": "zoe", "password": "x"}, format="json"), 401
    )
    pass_days(alice, 31)
    assert outbox_payloads("AccountPurgeStarted")
    assert error_of(log_app_in(), 401) == unknown
    assert "Welcome back" not in Page(log_in(), status=400).text
    assert reread(alice).deactivated_at is not None


def test_the_deadline_holds_even_before_the_purge_starts(alice: User, client_of: ClientOf) -> None:
    client_of(alice).post(DELETE, SURE)
    User.objects.update(erase_at=datetime.now(UTC) - timedelta(seconds=1))
    assert error_of(log_app_in(), 401)
    assert reread(alice).erase_at is not None


def test_other_users_counts_stay_until_the_purge(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    """Coming back must find everything as it was."""
    post = make_post(bob)
    like_post(post=post, user=alice)
    client_of(alice).post(DELETE, SURE)
    post.refresh_from_db()
    assert post.likes_count == 1
