"""One address has one spelling."""

import pytest
from django.core.exceptions import ValidationError

from accounts.validation.emails import normalise, validate_email


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ada@example.org", "ada@example.org"),
        (" Ada@Example.ORG ", "ada@example.org"),
        ("ada+photos@example.org", "ada+photos@example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@BÜCHER.example", "ada@xn--bcher-kva.example"),
        ("ada@ｅxample.org", "ada@example.org"),
    ],
)
def test_an_address_is_stored_in_one_spelling(typed: str, kept: str) -> None:
    assert normalise(typed) == kept
    assert normalise(kept) == kept
    validate_email(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "@", "ada", "ada@", "@example.org", "ada@@example.org", "a b@example.org",
     "adä@example.org", "ada@exam ple.org", "ada@example..org", "ada@-example.org",
     "ada@example.org\nBcc: x@y.z",
     f"ada@{'x' * 64}.org", "a" * 250 + "@example.org", "ada@\ud800.org", "a\0@example.org",
     "\u212aim@example.org", '"a b"@localhost'],
)  # fmt: skip
def test_an_invalid_address_is_refused(typed: str) -> None:
    assert_refused(typed)


@pytest.mark.parametrize(
    "typed",
    ['"a"@example.org', '"a b"@example.org', "a@[127.0.0.1]", "a@[192.0.2.1]", "a@[2001:db8::1]",
     "a@[IPv6:2001:db8::1]", "a@192.0.2.11", "a@localhost", "a@LocalHost", "a@mail.localhost",
     "a@org", "a@printer.local", "a@mail.internal", "a@a.onion", "a@example.test", "a@a.invalid",
     "a" * 65 + "@example.org"],
)  # fmt: skip
def test_an_address_to_which_no_mail_can_be_sent_is_refused(typed: str) -> None:
    assert_refused(typed)


def assert_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_email(typed)
    assert refusal.value.code == "invalid_email"
