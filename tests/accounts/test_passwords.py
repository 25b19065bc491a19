"""Passwords at rest, and how long they may be."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password, get_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

LONG = "twelve words " * 8


def test_nothing_of_a_long_password_is_cut_off() -> None:
    kept = make_password(LONG + "a")
    assert check_password(LONG + "a", kept)
    assert not check_password(LONG + "b", kept)


def test_the_cost_is_a_setting() -> None:
    assert make_password("x").split("$")[3] == f"{settings.BCRYPT_ROUNDS:02}"
    assert get_hasher().must_update(make_password("x").replace("$04$", "$05$"))


def test_a_password_has_at_most_128_characters() -> None:
    validate_password("x9-é" * 32)
    with pytest.raises(ValidationError) as refusal:
        validate_password("x9-é" * 32 + "x")
    assert [error.code for error in refusal.value.error_list] == ["password_too_long"]
    assert refusal.value.messages == ["A password has at most 128 characters."]
