"""Registered users."""

from collections.abc import Iterable
from functools import cache

from django.contrib.auth.hashers import make_password

from accounts.models import User

PASSWORD = "correct-horse-battery"


def make_user(username: str) -> User:
    """A registered user with a verified address, whose password is PASSWORD; no mail is queued."""
    user: User = User.objects.create(**_fields(username))
    return user


def make_users(usernames: Iterable[str]) -> list[User]:
    """Many of them, in one statement."""
    users: list[User] = User.objects.bulk_create(User(**_fields(name)) for name in usernames)
    return users


def _fields(username: str) -> dict[str, str]:
    return {
        "username": username,
        "email": f"{username}@example.org",
        "password": _password_hash(),
    }


@cache
def _password_hash() -> str:
    """Hashed once per process: a hash is slow on purpose."""
    return make_password(PASSWORD)
