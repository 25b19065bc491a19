"""The list of sessions, and ending them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models.functions import Now
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.clients.client import Client as Device
from accounts.models import Session, User
from accounts.services.sessions import end_sessions, start_session, start_web_session
from tests.accounts.api import (
    LOGIN,
    LOGOUT,
    REFRESH,
    cookie,
    get_me,
    is_logged_out,
    post,
    problem,
    refresh,
)
from tests.factories import PASSWORD, password_hash

pytestmark = pytest.mark.django_db

SESSIONS = "/api/v1/auth/sessions"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ClientOf = Callable[[User], Client]
ApiOf = Callable[[User], APIClient]


def from_(agent: str, address: str = "127.0.0.1") -> Device:
    return Device(address=address, user_agent=agent)


def test_sessions_are_listed_newest_login_first(alice: User, bob: User, api_of: ApiOf) -> None:
    start_web_session(user=alice, client=from_(FIREFOX, "93.184.216.34"))
    start_session(user=bob)
    app = api_of(alice)
    response = app.get(SESSIONS)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    body = response.json()
    assert (body["next"], body["previous"]) == (None, None)
    here, there = body["results"]
    assert set(here) == {
        "id", "kind", "device", "place", "address", "created_at", "last_seen_at", "current",
    }  # fmt: skip
    assert (here["kind"], here["current"], here["address"]) == ("app", True, None)
    assert (there["kind"], there["current"]) == ("web", False)
    assert (there["device"], there["address"]) == ("Firefox on Linux", "93.184.216.34")
    assert there["place"] == "93.184.216.34"
    assert here["place"] == "Unknown location"
    assert there["last_seen_at"].endswith("Z")


def test_only_active_sessions_are_listed(alice: User, api_of: ApiOf) -> None:
    for _ in range(2):
        start_session(user=alice)
    expired, ended = Session.objects.values_list("pk", flat=True)
    Session.objects.filter(pk=expired).update(expires_at=Now() - timedelta(seconds=1))
    Session.objects.filter(pk=ended).update(revoked_at=Now())
    assert len(api_of(alice).get(SESSIONS).json()["results"]) == 1


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_two_queries(
    alice: User, api_of: ApiOf, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count - 1):
        start_session(user=alice)
    app = api_of(alice)
    # The viewer; the sessions.
    with django_assert_num_queries(2):
        assert len(app.get(SESSIONS).json()["results"]) == count


def test_the_list_is_read_page_by_page(alice: User, api_of: ApiOf) -> None:
    app = api_of(alice)
    for _ in range(4):
        start_session(user=alice)
    seen: list[str] = []
    page = f"{SESSIONS}?limit=2"
    while page:
        body = app.get(page).json()
        seen += [each["id"] for each in body["results"]]
        page = body["next"]
    assert len(seen) == len(set(seen)) == 5
    assert problem(app.get(f"{SESSIONS}?cursor=nonsense"))[0] == 400


def test_other_sessions_are_ended(alice: User, api_of: ApiOf, client_of: ClientOf) -> None:
    app, browser = api_of(alice), client_of(alice)
    assert not is_logged_out(browser)
    there = alice.sessions.get(kind="web")
    response = app.delete(f"{SESSIONS}/{there.pk}")
    assert (response.status_code, response.content) == (204, b"")
    assert "refresh_token" not in response.cookies
    assert is_logged_out(browser)
    assert app.get(SESSIONS).status_code == 200
    assert problem(app.delete(f"{SESSIONS}/{there.pk}")) == (404, "not_found", None)


def test_logging_out_here_takes_the_cookie_too(alice: User) -> None:
    response = post(LOGIN, {"login": "alice", "password": PASSWORD})
    access = response.json()["access"]
    gone = APIClient().delete(
        f"{SESSIONS}/{Session.objects.get().pk}", headers={"Authorization": f"Bearer {access}"}
    )
    assert gone.status_code == 204
    assert (cookie(gone).value, cookie(gone)["max-age"]) == ("", 0)
    assert get_me(access).status_code == 401
    assert problem(refresh(cookie(response).value))[0] == 401


def test_another_users_session_looks_missing(alice: User, bob: User, api_of: ApiOf) -> None:
    bobs = start_session(user=bob)
    app = api_of(alice)
    refusals = [app.delete(f"{SESSIONS}/{each}") for each in (bobs.session.pk, uuid4())]
    assert problem(refusals[0]) == (404, "not_found", None)
    assert refusals[0].json() == refusals[1].json()
    assert get_me(bobs.access).status_code == 200


@pytest.mark.parametrize("key", ["x", "1", "%00", "'--"])
def test_an_invalid_id_is_a_404(alice: User, api_of: ApiOf, key: str) -> None:
    assert problem(api_of(alice).delete(f"{SESSIONS}/{key}"))[0] == 404


def test_all_other_sessions_are_ended(
    alice: User, bob: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    app, other, browser, bobs = api_of(alice), api_of(alice), client_of(alice), client_of(bob)
    refreshable = start_session(user=alice)
    assert app.delete(SESSIONS).status_code == 204
    assert [each["current"] for each in app.get(SESSIONS).json()["results"]] == [True]
    assert problem(other.get(SESSIONS))[0] == 401
    assert problem(refresh(refreshable.refresh))[0] == 401
    assert is_logged_out(browser)
    assert not is_logged_out(bobs)


@pytest.mark.parametrize("method", ["get", "delete"])
def test_the_list_requires_login(alice: User, client_of: ClientOf, method: str) -> None:
    """Not by the cookie of a page either: a foreign page could make a browser sign others out."""
    assert problem(getattr(APIClient(), method)(SESSIONS)) == (401, "not_authenticated", None)
    assert getattr(client_of(alice), method)(SESSIONS).status_code == 401


def test_a_refresh_updates_the_sessions_address(alice: User, api_of: ApiOf) -> None:
    session = start_session(user=alice, client=from_("app/1", "192.0.2.1"))
    Session.objects.update(last_seen_at=Now() - timedelta(hours=1))
    client = APIClient(REMOTE_ADDR="198.51.100.7")
    client.cookies["refresh_token"] = session.refresh
    assert client.post(REFRESH).status_code == 200
    entry = api_of(alice).get(SESSIONS).json()["results"][1]
    assert entry["address"] == "198.51.100.7"
    assert Session.objects.filter(last_seen_at__gt=Now() - timedelta(minutes=1)).count() == 2


def test_the_cookies_of_before_open_nothing_after_logging_out(
    alice: User, client_of: ClientOf
) -> None:
    """Stolen copies: of a browser's cookie and of an app's token."""
    browser = client_of(alice)
    kept = browser.cookies["sessionid"].value
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert not is_logged_out(thief)
    browser.post("/accounts/logout/")
    assert is_logged_out(browser)
    assert is_logged_out(thief)

    logged_in = post(LOGIN, {"login": "alice", "password": PASSWORD})
    bearer = {"Authorization": f"Bearer {logged_in.json()['access']}"}
    assert APIClient().post(LOGOUT, headers=bearer).status_code == 204
    assert problem(refresh(cookie(logged_in).value))[0] == 401
    assert problem(APIClient().post(LOGOUT, headers=bearer))[0] == 401


def test_a_browsers_session_is_revoked_though_its_cookie_was_never_seen_again(
    alice: User, client_of: ClientOf
) -> None:
    """What the cache and Django's own table still know of it opens nothing."""
    browser = client_of(alice)
    end_sessions(user=alice)
    assert browser.session["_auth_user_id"] == str(alice.pk)
    assert is_logged_out(browser)


def test_rehashing_an_older_password_logs_no_one_out(
    alice: User, client_of: ClientOf, api_of: ApiOf
) -> None:
    """Or every change of the cost would sign each person out of all browsers but one."""
    User.objects.update(password=password_hash(PASSWORD, rounds=5))
    alice.refresh_from_db()
    browser, app = client_of(alice), api_of(alice)
    assert post(LOGIN, {"login": "alice", "password": PASSWORD}).status_code == 200
    alice.refresh_from_db()
    assert alice.password.startswith("bcrypt_sha256_nfkc$$2b$04$")
    assert not is_logged_out(browser)
    assert app.get(SESSIONS).status_code == 200
