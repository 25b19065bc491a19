"""Registered users."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.auth.encryption import encrypt
from accounts.auth.hashers import BCryptHasher
from accounts.auth.totp import new_secret
from accounts.models import Totp, User

PASSWORD = "correct-horse-battery"


def make_user(username: str) -> User:
    """A registered user with a verified address, whose password is PASSWORD; no mail is queued."""
    user: User = User.objects.create(**_fields(username))
    return user


def give_second_factor(user: User) -> None:
    """An authenticator app, of which no test makes codes."""
    Totp.objects.create(user=user, secret=encrypt(new_secret()), last_step=0)


def make_users(usernames: Iterable[str], **fields: Any) -> list[User]:
    """Many of them, in few statements."""
    names = list(usernames)
    made_up = (User(**_fields(name), **fields) for name in names)
    # PostgreSQL takes 65,535 parameters at once.
    User.objects.bulk_create(made_up, batch_size=1_000)
    # Django does not read back ids that the database has made in bulk.
    made: dict[str, User] = User.objects.in_bulk(names, field_name="username")
    return [made[name] for name in names]


def _fields(username: str) -> dict[str, str]:
    return {
        "username": username,
        "email": f"{username}@example.org",
        "password": _password_hash(),
    }


def password_hash(password: str, *, rounds: int, hasher: type[BCryptHasher] = BCryptHasher) -> str:
    """A hash of this cost; of an older kind with another `hasher`."""
    older = hasher()
    older.rounds = rounds
    return older.encode(password, older.salt())


@cache
def _password_hash() -> str:
    """Hashed once per process: a hash is slow on purpose."""
    return make_password(PASSWORD)
