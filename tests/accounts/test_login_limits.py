"""Guesses are counted per account; the owner logs in on a trusted device."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from rest_framework.test import APIClient

from accounts.auth.hashers import BCryptHasher
from accounts.limits import LOGIN_FAILURES
from accounts.models import KnownDevice, Session, User
from accounts.services import suspend_user
from core import limits
from tests.accounts.api import LOGIN, post, problem
from tests.accounts.mails import subjects_to
from tests.accounts.otp import switch_on
from tests.accounts.statements import statements_of
from tests.factories import PASSWORD, password_hash
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limited")]

WRONG, LIMITED = (401, "authentication_failed", None), (429, "throttled", None)
NAMES = ["alice", "alice@example.org", "nobody", "nobody@example.org", "bob", "bob@example.org"]
numbers = iter(range(1, 250_000))


def log_in(login: str = "alice", password: str = PASSWORD, *, device: Any = None) -> Any:
    """Each time from another address: networks have a limit of their own."""
    number = next(numbers)
    client = device or APIClient()
    client.defaults["REMOTE_ADDR"] = (
        f"198.{18 + number // 62_500}.{number // 250 % 250}.{number % 250}"
    )
    return post(LOGIN, {"login": login, "password": password}, client=client)


def guess(times: int, login: str = "alice", *, device: Any = None) -> list[Any]:
    return [problem(log_in(login, "wrong-horse-battery", device=device)) for _ in range(times)]


@pytest.mark.parametrize("login", NAMES)
def test_the_sixth_guess_is_not_checked_for_any_account(
    alice: User, bob: User, login: str, hashed: list[bytes]
) -> None:
    suspend_user(user=bob)
    assert guess(5, login) == [WRONG] * 5
    assert len(hashed) == 5
    refused = log_in(login)
    assert problem(refused) == LIMITED
    assert 0 < int(refused["Retry-After"]) <= 15 * 60
    assert len(hashed) == 5
    assert "refresh_token" not in refused.cookies
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("login", "spellings"),
    [
        ("alice", ["Alice", " ALICE", "alice ", "aLiCe", "alice"]),
        ("nobody", ["Nobody", " NOBODY", "nobody ", "nObOdY", "nobody"]),
        (
            "alice@example.org",
            ["ALICE@example.org", "alice@EXAMPLE.ORG ", *["alice@ｅxample.org"] * 3],
        ),
        (
            "nobody@example.org",
            ["NOBODY@example.org", "nobody@EXAMPLE.ORG ", *["nobody@ｅxample.org"] * 3],
        ),
    ],
)
def test_another_spelling_does_not_bypass_it(alice: User, login: str, spellings: list[str]) -> None:
    for spelling in spellings:
        assert guess(1, spelling) == [WRONG]
    assert problem(log_in(login)) == LIMITED


@pytest.mark.parametrize(("first", "then"), [NAMES[:2], NAMES[1::-1], NAMES[2:4], NAMES[3:1:-1]])
def test_guessing_by_username_does_not_reveal_the_address(
    alice: User, hashed: list[bytes], first: str, then: str
) -> None:
    """What was guessed by the name counts for the address too, but is not subjects_to there."""
    guess(5, first)
    response = log_in(then)
    assert problem(response) == WRONG
    assert [part for part in response["RateLimit"].split(", ") if "failures" in part] == [
        '"login-failures";r=4;t=900'
    ]
    assert len(hashed) == 6
    assert guess(4, then) == [WRONG] * 4
    assert problem(log_in(then)) == LIMITED


def test_the_right_password_refunds_the_wrong_ones(alice: User) -> None:
    for _ in range(3):
        guess(4)
        assert log_in().status_code == 200


def test_others_are_not_concerned(alice: User, bob: User) -> None:
    guess(5)
    assert log_in("bob").status_code == 200


def test_the_owner_signs_in_on_a_trusted_device(alice: User) -> None:
    phone = APIClient()
    assert log_in(device=phone).status_code == 200
    assert phone.cookies["device"]["httponly"]
    assert phone.cookies["device"]["samesite"] == "Lax"
    guess(5)
    assert problem(log_in()) == LIMITED
    assert log_in(device=phone).status_code == 200
    # That is no help to the guessers …
    assert problem(log_in()) == LIMITED
    # … and a thief of the phone gets five guesses too.
    assert guess(5, device=phone) == [WRONG] * 5
    assert problem(log_in(device=phone)) == LIMITED


@pytest.mark.parametrize("token", ["", "x", "é", "x" * 4000, "' OR 1=1 --"])
def test_a_forged_device_token_is_not_trusted(alice: User, token: str) -> None:
    log_in()
    guess(5)
    stranger = APIClient()
    stranger.cookies["device"] = token
    assert problem(log_in(device=stranger)) == LIMITED


def test_a_device_is_trusted_for_its_own_users_only(alice: User, bob: User) -> None:
    bobs = APIClient()
    assert log_in("bob", device=bobs).status_code == 200
    guess(5)
    assert problem(log_in(device=bobs)) == LIMITED


def test_a_chosen_device_token_is_not_trusted(alice: User, bob: User) -> None:
    """Or who has used the computer before would know the device of who uses it next."""
    shared = APIClient()
    assert log_in("bob", device=shared).status_code == 200
    bobs = shared.cookies["device"].value
    assert log_in("alice", device=shared).status_code == 200
    assert shared.cookies["device"].value != bobs
    assert bobs.encode() not in {bytes(each.digest) for each in KnownDevice.objects.all()}


def test_a_mail_reports_a_new_device_but_not_the_first_or_a_trusted_one(
    alice: User, deliver: Callable[[], None], mailoutbox: list[EmailMessage]
) -> None:
    phone, laptop = APIClient(), APIClient(headers={"User-Agent": "InstaPro/1 (laptop)"})
    log_in(device=phone)
    log_in(device=phone)
    deliver()
    assert mailoutbox == []
    log_in(device=laptop)
    log_in(device=laptop)
    deliver()
    assert subjects_to(mailoutbox, "alice@example.org") == ["New login to InstaPro"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("login", ["alice", "nobody"])
def test_of_sixty_guesses_at_once_no_more_than_five_are_looked_at(
    alice: User, hashed: list[bytes], login: str
) -> None:
    def one() -> Any:
        return problem(log_in(login, "wrong-horse-battery"))

    responses = at_once([one] * 60)
    assert len(hashed) == 5
    assert sorted(responses) == [WRONG] * 5 + [LIMITED] * 55
    assert problem(log_in(login)) == LIMITED


# --- the same work ------------------------------------------------------------------------------


@pytest.mark.parametrize("device", ["", "made-up"])
@pytest.mark.parametrize("login", NAMES)
def test_every_failed_login_has_the_same_response_after_the_same_work(
    alice: User, bob: User, hashed: list[bytes], login: str, device: str
) -> None:
    """Known, unknown, suspended, with a second factor; by name and by address."""
    suspend_user(user=bob)
    switch_on(alice)
    hashed.clear()
    likewise = "unknown@example.org" if "@" in login else "unknown"
    responses: list[Any] = []

    def attempt(name: str) -> Callable[[], None]:
        client = APIClient()
        client.cookies["device"] = device
        return lambda: responses.append(log_in(name, "wrong-horse-battery", device=client))

    assert statements_of(attempt(login)) == statements_of(attempt(likewise))
    assert hashed == [b"$2b$04$"] * 2
    one, other = responses
    assert problem(one) == WRONG
    assert one.json() == other.json()
    apart = {"X-Request-Id", "RateLimit"}
    assert {name: value for name, value in one.items() if name not in apart} == {
        name: value for name, value in other.items() if name not in apart
    }
    assert set(one.cookies) == set(other.cookies) == set()


def test_suspended_users_do_not_learn_that_their_password_is_right(
    alice: User, hashed: list[bytes]
) -> None:
    suspend_user(user=alice)
    hashed.clear()
    right = statements_of(log_in)
    wrong = statements_of(lambda: log_in(password="wrong-horse-battery"))
    assert right == wrong
    assert len(hashed) == 2


@pytest.mark.django_db(transaction=True)
def test_an_older_hash_is_upgraded_once_and_all_logins_succeed(alice: User) -> None:
    User.objects.update(password=password_hash(PASSWORD, rounds=5))
    limits.reset(LOGIN_FAILURES, by=alice.pk)
    responses = at_once([lambda: log_in(device=APIClient())] * 5)
    assert [response.status_code for response in responses] == [200] * 5
    alice.refresh_from_db()
    assert alice.password.startswith("bcrypt_sha256_nfkc$$2b$04$")


def test_an_older_hash_is_not_written_over_a_newer_password(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A login with the old password during a password change."""
    User.objects.update(password=password_hash(PASSWORD, rounds=5))
    make = BCryptHasher.encode

    def changed_meanwhile(self: BCryptHasher, password: str, salt: Any) -> str:
        if password == PASSWORD:
            User.objects.update(password=make(self, "another-horse-battery", self.salt()))
        return make(self, password, salt)

    with monkeypatch.context() as patch:
        patch.setattr(BCryptHasher, "encode", changed_meanwhile)
        assert problem(log_in()) == WRONG
    alice.refresh_from_db()
    assert alice.check_password("another-horse-battery")


def test_a_page_and_an_app_are_counted_together(alice: User) -> None:
    for _ in range(3):
        given = {"login": "alice", "password": "wrong-horse-battery"}
        Client(REMOTE_ADDR="203.0.113.9").post("/accounts/login/", given)
    guess(2)
    assert problem(log_in()) == LIMITED
