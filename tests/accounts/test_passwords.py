"""Password hashes, and the rules for passwords."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password, get_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.auth.hashers import AsTypedBCryptHasher, BCryptHasher
from accounts.models import User
from accounts.services.credentials import WrongCredentialsError, verify_credentials
from accounts.validation.passwords import normalise, validate_new_password
from tests.factories import password_hash

LONG = "twelve words " * 8


def test_nothing_of_a_long_password_is_cut_off() -> None:
    kept = make_password(LONG + "a")
    assert check_password(LONG + "a", kept)
    assert not check_password(LONG + "b", kept)


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
    old = password_hash("right", rounds=4)
    monkeypatch.setattr(BCryptHasher, "rounds", 5)
    kept: list[str] = []
    assert check_password("right", old, setter=lambda given: kept.append(make_password(given)))
    assert kept[0].startswith("bcrypt_sha256_nfkc$$2b$05$")
    assert check_password("right", kept[0])


@pytest.mark.parametrize("hasher", [BCryptHasher, AsTypedBCryptHasher])
@pytest.mark.parametrize("rounds", [4, 5, 7])
def test_a_wrong_password_takes_as_long_for_an_older_hash(
    rounds: int,
    hasher: type[BCryptHasher],
    hashed: list[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As long as for an unknown user, which is one hash at today's cost."""
    old = password_hash("right", rounds=4, hasher=hasher)
    monkeypatch.setattr(BCryptHasher, "rounds", rounds)
    hashed.clear()
    assert not check_password("ｗrong", old)
    assert sum(2 ** int(salt[4:6]) for salt in hashed) == 2**rounds


TYPED, ELSEWHERE = "Gr\u00fc\u00dfe-77\u00df", "Gru\u0308\u00dfe-77\u00df"


def test_a_password_is_the_same_from_every_keyboard() -> None:
    for one, other in (
        (TYPED, ELSEWHERE),
        ("horse-battery", "ｈorse-battery"),
        ("ﬁ-77-xyz", "fi-77-xyz"),
    ):
        assert check_password(other, make_password(one))
        assert check_password(one, make_password(other))
    assert not check_password("Grusse-77ss", make_password(TYPED))


@pytest.mark.django_db(transaction=True)
def test_what_is_too_long_for_a_password_is_not_normalised() -> None:
    """That would take minutes for the marks that fit into a form."""
    marks = "a" + "\u0315" * 10_000 + "\u0300" * 10_000
    assert normalise(marks) is marks
    with pytest.raises(ValidationError, match="128"):
        validate_new_password(marks, User())


def test_a_hash_of_a_password_as_typed_still_works_and_is_renewed(alice: User) -> None:
    typed = AsTypedBCryptHasher()
    alice.password = typed.encode(ELSEWHERE, typed.salt())
    alice.save()
    with pytest.raises(WrongCredentialsError):
        verify_credentials(login="alice", password=TYPED)
    verify_credentials(login="alice", password=ELSEWHERE)
    verify_credentials(login="alice", password=TYPED)
    alice.refresh_from_db()
    assert alice.password.startswith("bcrypt_sha256_nfkc$$2b$04$")


@pytest.mark.parametrize("password", ["ｐａｓｓｗｏｒｄ１", "ａｌｉｃｅ.liddell"])
def test_a_password_in_wide_letters_is_as_bad(password: str) -> None:
    owner = User(username="alice.liddell", email="a@example.org")
    with pytest.raises(ValidationError):
        validate_new_password(password, owner)


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
