"""The keys that sign access tokens: two may be valid at once, and no others."""

import base64
import json
from typing import Any

import jwt
import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from accounts.auth.signing_keys import key_id
from accounts.models import User
from accounts.services.sessions import start_session
from tests.accounts.api import get_me, problem

pytestmark = pytest.mark.django_db

OLD = django_settings.JWT_SIGNING_KEY
NEXT = "the-next-key-" + "n" * 40


@pytest.fixture
def token(alice: User) -> str:
    return start_session(user=alice).access


def in_capitals(kid: str) -> str:
    """Another than `kid`, also where that has no letter."""
    return kid.upper() if kid.upper() != kid else f"{kid}A"


def signed(token: str, key: str = OLD, **headers: Any) -> str:
    """The same claims, signed anew; `kid=None` leaves it out."""
    claims = jwt.decode(token, options={"verify_signature": False})
    fields = {"alg": "HS256", "typ": "JWT", "kid": key_id(key), **headers}
    head = {name: value for name, value in fields.items() if value is not None}
    # By hand: the package refuses to write some of these.
    parts = [json.dumps(part).encode() for part in (head, claims)]
    text = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    made = jwt.get_algorithm_by_name("HS256").sign(text, key.encode())
    return f"{text.decode()}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def is_good(token: str) -> bool:
    response = get_me(token)
    if response.status_code == 200:
        return True
    assert problem(response) == (401, "authentication_failed", None)
    return False


def test_a_token_says_which_key_signed_it_and_nothing_of_the_key(token: str) -> None:
    head = jwt.get_unverified_header(token)
    assert head == {"alg": "HS256", "typ": "JWT", "kid": key_id(OLD)}
    assert head["kid"] not in OLD
    assert is_good(signed(token))


def test_keys_are_rotated_without_logging_anyone_out(
    alice: User, token: str, settings: Settings
) -> None:
    # First every server accepts the next key …
    settings.JWT_ACCEPTED_KEYS = [NEXT]
    assert is_good(token)
    assert is_good(signed(token, NEXT))
    # … then it signs, and the old one is accepted …
    settings.JWT_SIGNING_KEY, settings.JWT_ACCEPTED_KEYS = NEXT, [OLD]
    newer = start_session(user=alice).access
    assert jwt.get_unverified_header(newer)["kid"] == key_id(NEXT)
    assert is_good(token)
    assert is_good(newer)
    # … until nothing of it is left.
    settings.JWT_ACCEPTED_KEYS = []
    assert not is_good(token)
    assert is_good(newer)


def test_a_key_that_is_not_ours_is_refused(token: str) -> None:
    for key in (NEXT, django_settings.SECRET_KEY, ""):
        assert not is_good(signed(token, key))
        assert not is_good(signed(token, key, kid=key_id(OLD)))


@pytest.mark.parametrize(
    "kid",
    [
        None, "", "x", 7, True, {}, [],
        [key_id(OLD)], {"kid": key_id(OLD)}, in_capitals(key_id(OLD)),
        f"{key_id(OLD)} ", f"{key_id(OLD)}\0", key_id(NEXT), OLD, "0", "default",
        "/dev/null", "../../../dev/null", "file:///dev/null", "https://evil.example/jwks.json",
        "' OR '1'='1", "x' UNION SELECT 'key' --", "${jndi:ldap://evil.example}", "x" * 5000,
    ],
)  # fmt: skip
def test_a_kid_is_looked_up_among_our_own_and_nowhere_else(token: str, kid: Any) -> None:
    assert not is_good(signed(token, kid=kid))
    assert not is_good(signed(token, "", kid=kid))


def test_a_key_does_not_pass_for_another_of_ours(token: str, settings: Settings) -> None:
    settings.JWT_ACCEPTED_KEYS = [NEXT]
    assert not is_good(signed(token, NEXT, kid=key_id(OLD)))
    assert not is_good(signed(token, OLD, kid=key_id(NEXT)))


@pytest.mark.parametrize(
    "more",
    [
        {"alg": "none"}, {"alg": "HS512"}, {"alg": "RS256"}, {"alg": None}, {"alg": ["HS256"]},
        {"crit": ["exp"]}, {"b64": False, "crit": ["b64"]},
    ],
)  # fmt: skip
def test_the_algorithm_is_ours_and_never_the_tokens(token: str, more: dict[str, Any]) -> None:
    assert not is_good(signed(token, **more))


@pytest.mark.parametrize("name", ["jwk", "jku", "x5u", "x5c"])
def test_a_key_that_the_token_brings_along_is_not_looked_at(token: str, name: str) -> None:
    brought = {"kty": "oct", "k": base64.urlsafe_b64encode(NEXT.encode()).decode()}
    assert not is_good(signed(token, NEXT, kid=None, **{name: brought}))
    assert not is_good(signed(token, NEXT, kid=key_id(OLD), **{name: brought}))


def test_the_key_is_not_that_of_cookies() -> None:
    assert django_settings.JWT_SIGNING_KEY != django_settings.SECRET_KEY
