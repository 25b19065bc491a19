"""Password hashes, and the rules for passwords."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password, get_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.auth.hashers import BCryptHasher
from accounts.models import User

LONG = "twelve words " * 8


def test_nothing_of_a_long_password_is_cut_off() -> None:
    kept = make_password(LONG + "a")
    assert check_password(LONG + "a", kept)
    assert not check_password(LONG + "b", kept)


def hash_of(password: str, *, rounds: int) -> str:
    hasher = BCryptHasher()
    hasher.rounds = rounds
    return hasher.encode(password, hasher.salt())


def codes(password: str, user: User | None = None) -> list[str | None]:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, user)
    return [error.code for error in refusal.value.error_list]


def test_hundred_characters_that_differ_in_the_last_are_two_passwords() -> None:
    beginning = "ü" * 99
    assert check_password(beginning + "a", make_password(beginning + "a"))
    assert not check_password(beginning + "b", make_password(beginning + "a"))


def test_the_right_password_brings_an_older_hash_up_to_date(
    hashed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = hash_of("right", rounds=4)
    monkeypatch.setattr(BCryptHasher, "rounds", 5)
    kept: list[str] = []
    assert check_password("right", old, setter=lambda given: kept.append(make_password(given)))
    assert kept[0].startswith("bcrypt_sha256$$2b$05$")
    assert check_password("right", kept[0])


@pytest.mark.parametrize("rounds", [5, 6, 7])
def test_a_wrong_password_takes_as_long_for_an_older_hash(
    rounds: int, hashed: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as for an unknown user, which is one hash at today's cost."""
    old = hash_of("right", rounds=4)
    monkeypatch.setattr(BCryptHasher, "rounds", rounds)
    hashed.clear()
    assert not check_password("wrong", old)
    assert sum(2 ** int(salt[4:6]) for salt in hashed) == 2**rounds


def test_a_password_has_at_least_8_characters() -> None:
    validate_password("x9-é" * 2)
    assert codes("x9-é x9") == ["password_too_short"]
    # Characters are counted, not bytes.
    assert codes("üüüüäöß") == ["password_too_short"]


@pytest.mark.parametrize("password", ["password1", "PASSWORD1", "iloveyou1", "qwertyuiop"])
def test_a_common_password_is_refused(password: str) -> None:
    assert codes(password) == ["password_too_common"]


@pytest.mark.parametrize(
    "password",
    ["alice.liddell", "Alice.Liddell", "aliceliddell", "rabbit.hole", "Wonderland Ali"],
)
def test_a_password_like_its_owner_is_refused(password: str) -> None:
    owner = User(
        username="alice.liddell", email="rabbit.hole@example.org", display_name="Wonderland Ali"
    )
    validate_password(password, User(username="bob", email="bob@example.org"))
    assert codes(password, owner) == ["password_too_similar"]


def test_the_cost_is_a_setting() -> None:
    assert make_password("x").split("$")[3] == f"{settings.BCRYPT_ROUNDS:02}"
    assert get_hasher().must_update(make_password("x").replace("$04$", "$05$"))


def test_a_password_has_at_most_128_characters() -> None:
    validate_password("x9-é" * 32)
    with pytest.raises(ValidationError) as refusal:
        validate_password("x9-é" * 32 + "x")
    assert [error.code for error in refusal.value.error_list] == ["password_too_long"]
    assert refusal.value.messages == ["Use at most 128 characters."]
