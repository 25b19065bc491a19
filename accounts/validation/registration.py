"""What stands against an account that somebody asks for; the page, the API and the service ask."""

from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.validation import emails, usernames

DISPLAY_NAME_MAX_LENGTH = 64


def registration_errors(
    *, username: str, email: str, password: str, display_name: str = ""
) -> dict[str, list[ValidationError]]:
    """Field by field why not; empty if nothing stands against it now."""
    person = User(username=usernames.normalise(username), email=emails.normalise(email))
    checks: dict[str, Callable[[], None]] = {
        "username": lambda: _check_username(username),
        "email": lambda: emails.validate_email(email),
        "password": lambda: validate_password(password, person),
        "display_name": lambda: _check_display_name(display_name),
    }
    found = {field: _errors_of(check) for field, check in checks.items()}
    return {field: problems for field, problems in found.items() if problems}


def username_errors(username: str) -> list[ValidationError]:
    """Why somebody cannot have this name now; empty if they can."""
    return _errors_of(lambda: _check_username(username))


def username_taken_error() -> ValidationError:
    return ValidationError(_("That username is taken."), code="username_taken")


def _check_username(username: str) -> None:
    usernames.validate_username(username)
    if User.objects.named(username).exists():
        raise username_taken_error()


def _check_display_name(name: str) -> None:
    if len(name) > DISPLAY_NAME_MAX_LENGTH or not name.isprintable():
        raise ValidationError(
            _("Use at most %(most)d characters and no line breaks."),
            code="invalid_display_name",
            params={"most": DISPLAY_NAME_MAX_LENGTH},
        )


def _errors_of(check: Callable[[], None]) -> list[ValidationError]:
    try:
        check()
    except ValidationError as error:
        return list(error.error_list)
    return []
