"""Registering through the API."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.mail import EmailMessage
from rest_framework.test import APIClient

from accounts.models import MailedCode, RefreshToken, User
from accounts.services import register_user
from accounts.validation import registration
from core.errors import DomainError
from tests.accounts.api import GRACE, REGISTER, cookie, get_me, post, problem
from tests.accounts.mails import code_in, link_in, token_in
from tests.accounts.statements import statements_of
from tests.plans import indexes_used
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def test_a_long_password_is_counted_as_it_looks() -> None:
    given = {**GRACE, "password": "u\u0308a\u0308-9" * 32}
    assert post(REGISTER, given).status_code == 201
    long = {**GRACE, "username": "other", "password": "u\u0308a\u0308-9" * 33}
    assert problem(post(REGISTER, long)) == (400, "max_length", "password")


def test_registering_logs_in() -> None:
    response = post(REGISTER, GRACE)
    assert response.status_code == 201
    body = response.json()
    assert set(body) == {"user", "access"}
    assert body["user"]["username"] == "grace"
    assert get_me(body["access"]).json()["id"] == body["user"]["id"]
    assert cookie(response).value not in response.content.decode()


def test_the_password_is_kept_as_bcrypt_and_the_refresh_token_as_a_digest() -> None:
    token = cookie(post(REGISTER, GRACE)).value
    assert User.objects.get().password.startswith("bcrypt_sha256_nfkc$$2b$04$")
    assert token.encode() not in bytes(RefreshToken.objects.get().digest)


def test_name_and_address_are_stored_in_one_spelling() -> None:
    post(REGISTER, {**GRACE, "username": " Grace.H ", "email": " Grace@Example.ORG "})
    waiting = MailedCode.objects.select_related("user").get()
    assert (waiting.user.username, waiting.email) == ("grace.h", "grace@example.org")


def test_an_address_is_nobodys_until_it_is_verified() -> None:
    post(REGISTER, GRACE)
    assert User.objects.get().email is None
    assert not User.objects.with_email(GRACE["email"]).exists()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("username", "", "blank"),
        ("username", "a" * 31, "invalid_username"),
        ("username", "a" * 151, "max_length"),
        ("username", "grace hopper", "invalid_username"),
        ("username", "grace-hopper", "invalid_username"),
        ("username", ".grace", "invalid_username"),
        ("username", "grace.", "invalid_username"),
        ("username", "gr..ace", "invalid_username"),
        ("username", "g/../admin", "invalid_username"),
        ("username", "ｇｒａｃｅ", "invalid_username"),
        ("username", "\u212aim", "invalid_username"),
        ("username", "grac\u0435", "invalid_username"),
        ("username", "accounts", "username_taken"),
        ("username", "Explore", "username_taken"),
        ("email", "", "blank"),
        ("email", "grace", "invalid_email"),
        ("email", "grace@", "invalid_email"),
        ("email", "grace@example", "invalid_email"),
        ("email", "gr ace@example.org", "invalid_email"),
        ("email", "\u212aim@example.org", "invalid_email"),
        ("email", f"{'g' * 250}@example.org", "max_length"),
        ("password", "", "blank"),
        ("password", "horse-1", "password_too_short"),
        ("password", "x9-" * 43, "max_length"),
        ("password", "password", "password_too_common"),
        ("password", "grace1234", "password_too_similar"),
    ],
)
def test_invalid_values_are_reported_at_their_fields(field: str, value: str, code: str) -> None:
    response = post(REGISTER, {**GRACE, field: value})
    errors = [(error["attr"], error["code"]) for error in response.json()["errors"]]
    assert response.status_code == 400
    assert (field, code) in errors
    assert {attr for attr, _code in errors} == {field}
    assert not User.objects.exists()


@pytest.mark.parametrize("field", ["username", "email", "password"])
@pytest.mark.parametrize(
    "value", [None, 7, 1.5, True, [], ["grace"], {}, {"a": {"b": []}}, "gra\0ce", "gra\ud800ce"]
)
def test_invalid_text_is_reported_at_its_field(field: str, value: Any) -> None:
    status, _code, attr = problem(post(REGISTER, {**GRACE, field: value}))
    assert (status, attr) == (400, field)


def test_every_field_is_judged_at_once() -> None:
    response = post(REGISTER, {"username": "a b", "email": "nowhere", "password": "short"})
    assert {error["attr"] for error in response.json()["errors"]} == {
        "username", "email", "password",
    }  # fmt: skip


def test_missing_settings_are_reported() -> None:
    response = post(REGISTER, {})
    assert [(e["attr"], e["code"]) for e in response.json()["errors"]] == [
        ("username", "required"), ("email", "required"), ("password", "required"),
    ]  # fmt: skip


@pytest.mark.parametrize("username", ["alice", "ALICE", " Alice "])
def test_a_name_is_given_once_in_whatever_case(alice: User, username: str) -> None:
    response = post(REGISTER, {**GRACE, "username": username})
    assert problem(response) == (400, "username_taken", "username")


def shape(response: Any) -> Any:
    """A response without the parts that differ per user."""
    body = response.json()
    body["user"] = {name: value for name, value in body["user"].items() if name in {"username"}}
    headers = {name for name, _value in response.items()}
    return response.status_code, body["user"], set(body), headers, set(response.cookies)


@pytest.mark.parametrize(
    "email", ["alice@example.org", "ALICE@example.ORG", "alice@ｅxample.org", "new@example.org"]
)
def test_a_taken_address_gets_the_same_response_and_its_owner_is_notified(
    alice: User, email: str, deliver: Callable[[], None], mailoutbox: list[EmailMessage]
) -> None:
    known = post(REGISTER, {**GRACE, "email": email})
    deliver()
    [mail] = mailoutbox
    if email == "new@example.org":
        assert mail.to == ["new@example.org"]
        assert code_in(mail)
    else:
        assert mail.to == ["alice@example.org"]
        assert "@alice" in str(mail.body)
        assert "grace" not in str(mail.body)
        assert link_in(mail) == "http://testserver/accounts/login/"
    fresh = post(REGISTER, {**GRACE, "username": "hopper", "email": "hopper@example.org"})
    assert shape(known)[2:] == shape(fresh)[2:]
    assert known.status_code == fresh.status_code == 201
    assert problem(post("/api/v1/auth/email/resend")) == (401, "not_authenticated", None)
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"


def test_registering_with_a_taken_address_costs_the_same(alice: User, hashed: list[bytes]) -> None:
    def register(username: str, email: str) -> list[str]:
        given = {**GRACE, "username": username, "email": email}
        return statements_of(lambda: post(REGISTER, given))

    known, new = register("grace", "alice@example.org"), register("hopper", "hopper@example.org")
    assert known == new
    assert len(hashed) == 2


def test_read_only_fields_cannot_be_set() -> None:
    post(REGISTER, {**GRACE, "is_staff": True, "is_superuser": True, "posts_count": 9, "id": "7"})
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.posts_count) == (False, False, 0)


DEEP = b'{"username":' + b"[" * 100_000


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"grace"', b"7", b"\xff\xfe", b"NaN", DEEP]
)
def test_a_body_that_is_no_json_object_is_a_400(body: bytes) -> None:
    response = APIClient().post(REGISTER, body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["errors"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/xml"])
def test_another_content_type_is_a_415(kind: str) -> None:
    response = APIClient().post(REGISTER, b"username=grace", content_type=kind)
    assert problem(response)[:2] == (415, "unsupported_media_type")


def test_another_method_is_a_405() -> None:
    assert problem(APIClient().get(REGISTER))[:2] == (405, "method_not_allowed")


def test_the_service_keeps_the_rules_without_the_serializer(alice: User) -> None:
    with pytest.raises(DomainError) as refusal:
        register_user(**{**GRACE, "username": "Alice"})
    assert (refusal.value.attr, refusal.value.code) == ("username", "username_taken")
    with pytest.raises(DomainError) as refusal:
        register_user(**{**GRACE, "email": "nowhere"})
    assert refusal.value.attr == "email"


def test_a_username_taken_during_hashing_is_reported_at_its_field(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the check before cannot see, the unique index does."""
    monkeypatch.setattr("accounts.services.users.registration_errors", lambda **given: {})
    with pytest.raises(DomainError) as refusal:
        register_user(**{**GRACE, "username": "alice"})
    assert refusal.value.code == "username_taken"
    assert registration.registration_errors(**GRACE) == {}


SPELLINGS = ["grace", "Grace", "GRACE", " grace", "gRaCe", "ｇｒａｃｅ", "ＧＲＡＣＥ", "gr\u00e5ce"]


@pytest.mark.django_db(transaction=True)
def test_of_twenty_requests_for_one_username_one_succeeds() -> None:
    def register(number: int) -> Any:
        username = SPELLINGS[number % len(SPELLINGS)]
        return post(REGISTER, {**GRACE, "username": username, "email": f"g{number}@example.org"})

    responses = at_once([partial(register, number) for number in range(20)])
    statuses = sorted(response.status_code for response in responses)
    assert statuses == [201] + [400] * 19
    refused = [problem(response) for response in responses if response.status_code == 400]
    assert {attr for _status, _code, attr in refused} == {"username"}
    assert {code for _status, code, _attr in refused} == {"username_taken", "invalid_username"}
    assert [user.username for user in User.objects.all()] == ["grace"]


@pytest.mark.django_db(transaction=True)
def test_of_twenty_accounts_that_verify_one_address_one_succeeds(
    deliver: Callable[[], None], mailoutbox: list[EmailMessage]
) -> None:
    for number in range(20):
        email = "Grace@example.org" if number % 2 else "grace@EXAMPLE.org"
        given = {**GRACE, "username": f"grace{number}", "email": email}
        assert post(REGISTER, given).status_code == 201
    deliver()
    assert {address for mail in mailoutbox for address in mail.to} == {"grace@example.org"}
    tokens = [token_in(mail) for mail in mailoutbox]
    assert len(set(tokens)) == 20

    def verify(token: str) -> Any:
        return post("/api/v1/auth/email/verify", {"token": token})

    responses = at_once([partial(verify, token) for token in tokens])
    assert sorted(response.status_code for response in responses) == [204] + [400] * 19
    refused = [problem(response) for response in responses if response.status_code == 400]
    assert set(refused) == {(400, "email_taken", "token")}
    assert User.objects.filter(email="grace@example.org").count() == 1
    assert User.objects.filter(email=None).count() == 19


def test_looking_for_a_taken_address_uses_the_index(alice: User) -> None:
    query = User.objects.with_email("ALICE@example.org")
    assert query.get() == alice
    assert "users_email_unique" in indexes_used(query)
