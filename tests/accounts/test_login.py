"""Logging an app in and out."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import KnownDevice, Session, User
from accounts.services import suspend_user
from accounts.services.devices import purge_expired_devices
from accounts.services.sessions import purge_ended_sessions
from tests.accounts.api import LOGIN, LOGOUT, cookie, get_me, post, problem, refresh
from tests.factories import PASSWORD, password_hash

pytestmark = pytest.mark.django_db

WRONG = (401, "authentication_failed", None)


def log_in(login: str = "alice", password: str = PASSWORD, **more: Any) -> Any:
    return post(LOGIN, {"login": login, "password": password, **more})


@pytest.mark.parametrize(
    "login", ["alice", "ALICE", " Alice ", "alice@example.org", "Alice@EXAMPLE.org"]
)
def test_login_accepts_username_or_address_in_any_case(alice: User, login: str) -> None:
    response = log_in(login)
    assert response.status_code == 200
    body = response.json()
    assert set(body) == {"user", "access"}
    assert body["user"]["id"] == str(alice.pk)
    assert get_me(body["access"]).status_code == 200


def test_the_cookie_is_only_for_the_refresh_and_for_no_script(alice: User) -> None:
    response = log_in()
    morsel = cookie(response)
    attributes = {part.strip() for part in morsel.OutputString().split(";")}
    assert len(morsel.value) == 43
    assert attributes - {f"refresh_token={morsel.value}", f"expires={morsel['expires']}"} == {
        "HttpOnly", "Max-Age=604800", "Path=/api/v1/auth", "SameSite=Strict", "Secure",
    }  # fmt: skip
    assert morsel.value not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("alice", "wrong-horse-battery"),
        ("alice", PASSWORD.upper()),
        ("alice", f" {PASSWORD}"),
        ("alice", PASSWORD + "\u0301"),
        ("alice@example.org", "wrong-horse-battery"),
        ("nobody", PASSWORD),
        ("nobody@example.org", PASSWORD),
        ("ａｌｉｃｅ", PASSWORD),
        ("a\u200blice", PASSWORD),
        ("alice'--", PASSWORD),
        ("@", PASSWORD),
        ("alice@\u212a", PASSWORD),
    ],
)
def test_every_failed_login_has_the_same_response(alice: User, login: str, password: str) -> None:
    response = log_in(login, password)
    assert problem(response) == WRONG
    assert response.json() == log_in("nobody-at-all").json()
    assert response["WWW-Authenticate"] == "Bearer"
    assert "refresh_token" not in response.cookies
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    "login", ["alice", "alice@example.org", "nobody", "nobody@example.org", "bob"]
)
def test_timing_does_not_reveal_who_has_an_account(
    alice: User,
    bob: User,
    hashed: list[bytes],
    login: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    suspend_user(user=bob)
    # By username or by address.
    with django_assert_num_queries(1):
        assert problem(log_in(login, "wrong-horse-battery")) == WRONG
    assert hashed == [b"$2b$04$"]


def test_suspended_users_fail_to_log_in_as_unknown_users_do(alice: User) -> None:
    suspend_user(user=alice)
    assert problem(log_in()) == WRONG


def test_no_second_factor_is_required_of_a_user_without_one(alice: User) -> None:
    assert log_in(otp="123456").status_code == 200


@pytest.mark.parametrize("field", ["login", "password"])
@pytest.mark.parametrize("value", [None, "", 7, True, [], {"$ne": ""}, "al\0ice", "x" * 1001])
def test_bad_input_is_reported_at_its_field(alice: User, field: str, value: Any) -> None:
    response = post(LOGIN, {"login": "alice", "password": PASSWORD, field: value})
    status, _code, attr = problem(response)
    assert (status, attr) == (400, field)


def test_logging_in_writes_nothing_about_the_person(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The user; their second factor. In a transaction (a savepoint of the test's): the user, locked;
    # the new device, and those beyond twenty; the session; its token.
    with django_assert_num_queries(9) as queries:
        assert log_in().status_code == 200
    assert [query["sql"] for query in queries if 'UPDATE "users"' in query["sql"]] == []


def test_an_older_cost_is_brought_up_to_date_and_no_counter_with_it(alice: User) -> None:
    old = password_hash(PASSWORD, rounds=5)
    User.objects.filter(pk=alice.pk).update(password=old, posts_count=3)
    assert log_in().status_code == 200
    alice.refresh_from_db()
    assert alice.password.startswith("bcrypt_sha256_nfkc$$2b$04$")
    assert alice.posts_count == 3
    assert log_in().status_code == 200


def test_sessions_that_ended_long_ago_are_purged(alice: User) -> None:
    """Recent ones are kept, as a record."""
    for _ in range(5):
        log_in()
    ids = list(Session.objects.values_list("pk", flat=True))
    Session.objects.filter(pk=ids[0]).update(expires_at=Now() - timedelta(days=31))
    Session.objects.filter(pk=ids[1]).update(revoked_at=Now() - timedelta(days=31))
    Session.objects.filter(pk=ids[2]).update(expires_at=Now() - timedelta(days=29))
    Session.objects.filter(pk=ids[3]).update(revoked_at=Now() - timedelta(days=29))
    purge_ended_sessions()
    assert set(Session.objects.values_list("pk", flat=True)) == set(ids[2:])


def test_an_old_token_sent_along_is_ignored(alice: User) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Bearer stale")
    body = {"login": "alice", "password": PASSWORD}
    assert post(LOGIN, body, client=client).status_code == 200


def test_the_device_is_remembered_by_its_name(alice: User) -> None:
    APIClient(headers={"User-Agent": "x" * 5000}).post(
        LOGIN, {"login": "alice", "password": PASSWORD}, format="json"
    )
    assert Session.objects.get().user_agent == "x" * 300


def test_logging_out_ends_this_session_and_no_other(alice: User) -> None:
    here, there = log_in(), log_in()
    access = here.json()["access"]
    response = APIClient().post(LOGOUT, headers={"Authorization": f"Bearer {access}"})
    assert response.status_code == 204
    assert response.content == b""
    morsel = cookie(response)
    assert (morsel.value, morsel["max-age"], morsel["path"]) == ("", 0, "/api/v1/auth")
    assert problem(get_me(access))[0] == 401
    assert problem(refresh(cookie(here).value)) == WRONG
    assert get_me(there.json()["access"]).status_code == 200
    assert refresh(cookie(there).value).status_code == 200


def test_logging_out_needs_a_token() -> None:
    response = post(LOGOUT)
    assert problem(response) == (401, "not_authenticated", None)
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("erase_at", [None, Now() + timedelta(days=29)])
def test_logging_in_reactivates_a_deactivated_account(alice: User, erase_at: Any) -> None:
    User.objects.update(deactivated_at=Now(), erase_at=erase_at)
    assert APIClient().get("/api/v1/users/alice").status_code == 404
    assert problem(log_in(password="wrong-horse-battery")) == WRONG
    assert APIClient().get("/api/v1/users/alice").status_code == 404
    assert get_me(log_in().json()["access"]).status_code == 200
    assert APIClient().get("/api/v1/users/alice").status_code == 200
    alice.refresh_from_db()
    assert (alice.deactivated_at, alice.erase_at) == (None, None)


def test_devices_that_were_not_seen_for_long_are_forgotten(alice: User) -> None:
    for _ in range(2):
        log_in()
    old, new = KnownDevice.objects.order_by("pk")
    KnownDevice.objects.filter(pk=old.pk).update(last_seen_at=Now() - timedelta(days=401))
    KnownDevice.objects.filter(pk=new.pk).update(last_seen_at=Now() - timedelta(days=399))
    purge_expired_devices()
    assert list(KnownDevice.objects.all()) == [new]
