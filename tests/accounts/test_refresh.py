"""Refresh tokens of a session, of which one is valid at a time."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.test import APIClient

from accounts.models import RefreshToken, Session, User
from accounts.services import suspend_user
from accounts.services.sessions import TokenPair, start_session
from tests.accounts.api import REFRESH, cookie, get_me, problem, refresh
from tests.threads import at_once

pytestmark = pytest.mark.django_db

DEAD = (401, "authentication_failed", None)
RETRY = (409, "retry", None)


@pytest.fixture
def session(alice: User) -> TokenPair:
    return start_session(user=alice)


def let_pass(seconds: float) -> None:
    """Move what was replaced back in time: the database's clock decides, and cannot be moved."""
    ago = Now() - timedelta(seconds=seconds)
    RefreshToken.objects.exclude(replaced_at=None).update(replaced_at=ago)


def test_a_token_is_swapped_for_its_successor(session: TokenPair) -> None:
    response = refresh(session.refresh)
    assert response.status_code == 200
    assert set(response.json()) == {"access"}
    assert get_me(response.json()["access"]).status_code == 200
    successor = cookie(response)
    assert successor.value != session.refresh
    assert (successor["httponly"], successor["secure"]) == (True, True)
    assert (successor["samesite"], successor["path"]) == ("Strict", "/api/v1/auth")
    assert successor["max-age"] == 7 * 24 * 60 * 60
    assert refresh(successor.value).status_code == 200


def test_the_session_lasts_seven_days_from_the_last_refresh(session: TokenPair) -> None:
    Session.objects.update(expires_at=Now() + timedelta(minutes=1))
    refresh(session.refresh)
    assert Session.objects.filter(expires_at__gt=Now() + timedelta(days=6, hours=23)).exists()


def test_a_repeat_within_ten_seconds_must_retry_and_changes_nothing(
    session: TokenPair,
) -> None:
    successor = cookie(refresh(session.refresh)).value
    let_pass(9)
    before = list(RefreshToken.objects.values()), list(Session.objects.values())
    for _tab in range(3):
        response = refresh(session.refresh)
        assert problem(response) == RETRY
        assert "refresh_token" not in response.cookies
    assert before == (list(RefreshToken.objects.values()), list(Session.objects.values()))
    assert refresh(successor).status_code == 200


def test_a_late_reuse_revokes_all_tokens_of_the_session(session: TokenPair, alice: User) -> None:
    other = start_session(user=alice)
    response = refresh(session.refresh)
    let_pass(10.1)
    assert problem(refresh(session.refresh)) == DEAD
    assert problem(refresh(cookie(response).value)) == DEAD
    assert problem(get_me(response.json()["access"]))[0] == 401
    assert problem(get_me(session.access))[0] == 401
    assert get_me(other.access).status_code == 200
    assert refresh(other.refresh).status_code == 200


def test_the_token_before_the_last_revokes_too(session: TokenPair) -> None:
    second = cookie(refresh(session.refresh)).value
    third = cookie(refresh(second)).value
    let_pass(11)
    assert problem(refresh(session.refresh)) == DEAD
    assert problem(refresh(third)) == DEAD


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "é", "%00"])
def test_an_invalid_token_is_refused(session: TokenPair, token: str) -> None:
    response = refresh(token)
    assert problem(response) == DEAD
    assert response["WWW-Authenticate"] == "Bearer"
    assert refresh(session.refresh).status_code == 200


def test_without_the_cookie_nothing_is_refreshed(session: TokenPair) -> None:
    assert problem(APIClient().post(REFRESH)) == DEAD
    body = {"refresh": session.refresh, "refresh_token": session.refresh}
    assert problem(APIClient().post(REFRESH, body, format="json")) == DEAD


OWN, APP, PARTNER = "http://testserver", "https://app.example.org", "https://a.example.net"


def refresh_from(
    token: str, body: str = "", content_type: str = "text/plain", **headers: str
) -> Any:
    client = APIClient(headers=headers)
    client.cookies["refresh_token"] = token
    return client.generic("POST", REFRESH, body, content_type=content_type)


@pytest.mark.parametrize("origin", [OWN, APP, PARTNER])
def test_own_pages_and_those_of_configured_origins_refresh(
    session: TokenPair, settings: Settings, origin: str
) -> None:
    settings.CORS_ALLOWED_ORIGINS = [APP]
    settings.CSRF_TRUSTED_ORIGINS = ["https://*.example.net"]
    assert refresh_from(session.refresh, Origin=origin).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "",
        "http://testserver:81",
        f"{APP}.evil.example",
        "https://[",
    ],
)
def test_a_page_of_another_site_does_not_use_up_the_token(
    session: TokenPair, settings: Settings, origin: str
) -> None:
    settings.CORS_ALLOWED_ORIGINS = [APP]
    refused = refresh_from(session.refresh, Origin=origin)
    assert problem(refused) == (403, "foreign_origin", None)
    assert "refresh_token" not in refused.cookies
    assert refresh(session.refresh).status_code == 200


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=b", 415),
        ("application/json", 200),
    ],
)
def test_only_json_and_no_body_at_all_refresh(
    session: TokenPair, content_type: str, status: int
) -> None:
    assert refresh_from(session.refresh, "{}", content_type).status_code == status


def test_an_access_token_does_not_refresh(session: TokenPair) -> None:
    assert problem(refresh(session.access)) == DEAD


def test_an_expired_session_is_not_refreshed(session: TokenPair) -> None:
    Session.objects.update(expires_at=Now())
    assert problem(refresh(session.refresh)) == DEAD


def test_the_deactivated_cannot_refresh(session: TokenPair, alice: User) -> None:
    suspend_user(user=alice)
    assert problem(refresh(session.refresh)) == DEAD


def test_tokens_go_when_they_would_have_expired(session: TokenPair) -> None:
    second = cookie(refresh(session.refresh)).value
    RefreshToken.objects.exclude(replaced_at=None).update(created_at=Now() - timedelta(days=7))
    assert problem(refresh(session.refresh)) == DEAD
    assert refresh(second).status_code == 200
    assert RefreshToken.objects.count() == 2


def test_the_queries_of_a_refresh_are_few(
    session: TokenPair, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # Begin; lock the session; the token; mark it; prune; prolong; the successor; commit.
    with django_assert_num_queries(8):
        refresh(session.refresh)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_simultaneous_refreshes_one_gets_a_usable_token(session: TokenPair) -> None:
    responses: list[Any] = at_once([lambda: refresh(session.refresh)] * 20)
    [winner] = [response for response in responses if response.status_code == 200]
    others = [problem(response) for response in responses if response is not winner]
    assert others == [RETRY] * 19
    assert RefreshToken.objects.filter(replaced_at=None).count() == 1
    assert refresh(cookie(winner).value).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_twenty_thieves_at_once_none_gets_in(session: TokenPair) -> None:
    successor = cookie(refresh(session.refresh)).value
    let_pass(11)
    responses: list[Any] = at_once([lambda: refresh(session.refresh)] * 20)
    assert [problem(response) for response in responses] == [DEAD] * 20
    assert problem(refresh(successor)) == DEAD
