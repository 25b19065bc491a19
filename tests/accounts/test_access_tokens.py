"""`Authorization: Bearer …`: which tokens authenticate, and which do no longer."""

import base64
import json
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

import jwt
import pytest
from django.conf import settings
from django.db.models.functions import Now
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import RefreshToken as SimpleJWTRefreshToken

from accounts.auth.access_tokens import session_of_access_token
from accounts.auth.signing_keys import key_id
from accounts.models import Session, User
from accounts.services import suspend_user, unsuspend_user
from accounts.services.sessions import TokenPair, end_session, start_session
from tests.accounts.api import ME, get_me, problem

pytestmark = pytest.mark.django_db

KEY = settings.JWT_SIGNING_KEY
STRANGER = "01a1fd6700d17c4d9e1a4e1c7512e846"


@pytest.fixture
def session(alice: User) -> TokenPair:
    return start_session(user=alice)


def claims_of(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(
        token, KEY, algorithms=["HS256"], options={"verify_aud": False}
    )
    return claims


def forged(
    token: str,
    *,
    key: str = KEY,
    algorithm: str = "HS256",
    kid: object = key_id(KEY),
    **changes: Any,
) -> str:
    claims = {**claims_of(token), **changes}
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(kept, key, algorithm=algorithm, headers={"kid": kid})


def unsigned(token: str, algorithm: str) -> str:
    header = json.dumps({"alg": algorithm, "typ": "JWT", "kid": key_id(KEY)}).encode()
    head = base64.urlsafe_b64encode(header).rstrip(b"=").decode()
    return f"{head}.{token.split('.')[1]}."


def assert_refused(token: str) -> None:
    response = get_me(token)
    assert problem(response) == (401, "authentication_failed", None)
    assert response["WWW-Authenticate"] == "Bearer"
    assert session_of_access_token(token) is None


def test_a_token_names_user_and_session_for_15_minutes(session: TokenPair, alice: User) -> None:
    claims = claims_of(session.access)
    assert UUID(claims["sub"]) == alice.pk
    assert UUID(claims["sid"]) == Session.objects.get().pk
    assert claims["exp"] - claims["iat"] == 15 * 60
    assert abs(claims["iat"] - time.time()) < 10
    assert claims["jti"] != claims_of(start_session(user=alice).access)["jti"]
    assert jwt.get_unverified_header(session.access)["alg"] == "HS256"


def test_a_token_authenticates(session: TokenPair, alice: User) -> None:
    assert get_me(session.access).json()["username"] == "alice"
    found = session_of_access_token(session.access)
    assert found is not None
    assert found.user == alice


def test_the_session_costs_one_query_and_the_page_one(
    session: TokenPair, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The session with its user; the number of their restricted posts.
    with django_assert_num_queries(2):
        assert get_me(session.access).status_code == 200


def test_a_forgery_with_nothing_changed_would_pass(session: TokenPair) -> None:
    """So that the refusals below are for what they change."""
    assert get_me(forged(session.access)).status_code == 200


def test_an_expired_token_is_refused(session: TokenPair) -> None:
    assert_refused(forged(session.access, exp=int(time.time()) - 1))


def test_a_token_without_an_end_is_refused(session: TokenPair) -> None:
    assert_refused(forged(session.access, exp=None))


def test_a_token_of_another_key_is_refused(session: TokenPair) -> None:
    assert_refused(forged(session.access, key="another-key-" + "z" * 40))
    assert_refused(forged(session.access, key=settings.SECRET_KEY))


@pytest.mark.parametrize(
    "moment", [1e18, 10**30, float("inf"), float("nan"), "soon", "2e9", [], {}]
)
@pytest.mark.parametrize("claim", ["exp", "iat", "nbf"])
def test_a_token_with_a_time_that_is_no_date_is_refused(
    session: TokenPair, claim: str, moment: object
) -> None:
    changed: dict[str, Any] = {claim: moment}
    assert_refused(forged(session.access, **changed))


@pytest.mark.parametrize("value", [None, "", "https://other.example", "http://testserver/"])
@pytest.mark.parametrize("claim", ["iss", "aud"])
def test_a_token_of_another_site_or_for_another_is_refused(
    session: TokenPair, claim: str, value: object
) -> None:
    changed: dict[str, Any] = {claim: value}
    assert_refused(forged(session.access, **changed))


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_a_token_of_another_algorithm_is_refused(session: TokenPair, algorithm: str) -> None:
    assert_refused(forged(session.access, key=KEY * 2, algorithm=algorithm))
    assert_refused(forged(session.access, key=KEY.ljust(64, "x"), algorithm=algorithm))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", "HS256"])
def test_an_unsigned_token_is_refused(session: TokenPair, algorithm: str) -> None:
    assert_refused(unsigned(session.access, algorithm))


@pytest.mark.parametrize("kind", ["refresh", "sliding", "", None])
def test_a_token_of_another_kind_is_refused(session: TokenPair, kind: str | None) -> None:
    assert_refused(forged(session.access, token_type=kind))


def test_a_refresh_token_is_no_access_token(session: TokenPair, alice: User) -> None:
    assert_refused(session.refresh)
    assert_refused(str(SimpleJWTRefreshToken.for_user(alice)))


@pytest.mark.parametrize("claim", ["sub", "sid"])
@pytest.mark.parametrize("value", [None, "", "x", STRANGER, "' OR 1=1 --"])
def test_a_token_without_a_user_is_refused(
    session: TokenPair, claim: str, value: str | None
) -> None:
    changed: dict[str, Any] = {claim: value}
    assert_refused(forged(session.access, **changed))


def test_a_token_for_another_users_session_is_refused(session: TokenPair, bob: User) -> None:
    assert_refused(forged(session.access, sub=str(bob.pk)))


@pytest.mark.parametrize(
    "authorization", ["Bearer", "Bearer ", "Bearer a b", "Bearer é", "Bearer \0", "bearer x"]
)
def test_a_header_that_is_no_token_is_refused(authorization: str) -> None:
    response = APIClient().get(ME, headers={"Authorization": authorization})
    assert problem(response) == (401, "authentication_failed", None)


@pytest.mark.parametrize("authorization", ["", "Basic YWxpY2U6eA==", "Token x", "x"])
def test_another_scheme_is_anonymous(authorization: str) -> None:
    response = APIClient().get(ME, headers={"Authorization": authorization})
    assert problem(response) == (401, "not_authenticated", None)
    assert response["WWW-Authenticate"] == "Bearer"


def test_the_scheme_is_read_in_any_case(session: TokenPair) -> None:
    authorization = f"bEARER {session.access}"
    assert APIClient().get(ME, headers={"Authorization": authorization}).status_code == 200


def test_a_browser_session_does_not_authenticate_the_api(alice: User) -> None:
    """Or a foreign page could make a browser write through it."""
    client = APIClient()
    client.force_login(alice)
    assert problem(client.get(ME))[0] == 401


def test_the_deactivated_are_out_at_once_and_log_in_anew_later(
    session: TokenPair, alice: User
) -> None:
    suspend_user(user=alice)
    assert_refused(session.access)
    unsuspend_user(user=alice)
    assert_refused(session.access)
    assert get_me(start_session(user=alice).access).status_code == 200


def test_inactive_is_enough(session: TokenPair) -> None:
    User.objects.update(is_active=False)
    assert_refused(session.access)


def test_the_deleted_are_out_at_once(session: TokenPair, alice: User) -> None:
    alice.delete()
    assert_refused(session.access)


def test_a_revoked_session_is_out_at_once(session: TokenPair) -> None:
    end_session(session=Session.objects.get())
    assert_refused(session.access)


def test_an_expired_session_is_out(session: TokenPair) -> None:
    Session.objects.update(expires_at=Now() - timedelta(seconds=1))
    assert_refused(session.access)


def test_a_token_is_not_kept_by_caches(session: TokenPair) -> None:
    assert get_me(session.access)["Cache-Control"] == "private, no-store"
