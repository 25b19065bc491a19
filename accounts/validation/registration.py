"""The rules of registration; the page, the API and the service check them."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validation import emails, usernames
from accounts.validation.passwords import validate_new_password


def registration_errors(
    *, username: str, email: str, password: str
) -> dict[str, list[ValidationError]]:
    """The errors of each field; empty if the account can be created now."""
    user = User(username=usernames.normalise(username), email=emails.normalise(email))
    checks: dict[str, Callable[[], None]] = {
        "username": lambda: _check_username(username),
        "email": lambda: emails.validate_email(email),
        "password": lambda: validate_new_password(password, user),
    }
    found = {field: _errors_of(check) for field, check in checks.items()}
    return {field: problems for field, problems in found.items() if problems}


def username_errors(username: str, owner: User | None = None) -> list[ValidationError]:
    """Why a username cannot be taken; empty if it is available, or held for `owner`."""
    return _errors_of(lambda: _check_username(username, owner))


def username_taken_error() -> ValidationError:
    return ValidationError(_("That username is taken."), code="username_taken")


def _check_username(username: str, owner: User | None = None) -> None:
    usernames.validate_username(username)
    found = User.objects.named(username)
    if (found.exclude(pk=owner.pk) if owner else found).exists():
        raise username_taken_error()


def _errors_of(check: Callable[[], None]) -> list[ValidationError]:
    try:
        check()
    except ValidationError as error:
        return list(error.error_list)
    return []
