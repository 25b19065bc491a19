"""Fixtures of the tests of accounts."""

import bcrypt
import pytest


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every password that bcrypt works on: what the time of a response is made of."""
    seen: list[bytes] = []
    hashpw = bcrypt.hashpw

    def watched(password: bytes, salt: bytes) -> bytes:
        seen.append(salt[:7])
        return hashpw(password, salt)

    monkeypatch.setattr(bcrypt, "hashpw", watched)
    return seen
