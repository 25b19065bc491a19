"""What stands against an account that somebody asks for; the page, the API and the service ask."""

from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import emails, usernames
from accounts.models import User

LONGEST_DISPLAY_NAME = 64


def problems_of(
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
    found = {field: _told_by(check) for field, check in checks.items()}
    return {field: problems for field, problems in found.items() if problems}


def username_problems(username: str) -> list[ValidationError]:
    """Why somebody cannot have this name now; empty if they can."""
    return _told_by(lambda: _check_username(username))


def username_taken() -> ValidationError:
    return ValidationError(_("This username is not available."), code="username_taken")


def _check_username(username: str) -> None:
    usernames.validate_username(username)
    if User.objects.named(username).exists():
        raise username_taken()


def _check_display_name(name: str) -> None:
    if len(name) > LONGEST_DISPLAY_NAME or not name.isprintable():
        raise ValidationError(
            _("A name has at most %(most)d characters, and no line breaks."),
            code="invalid_display_name",
            params={"most": LONGEST_DISPLAY_NAME},
        )


def _told_by(check: Callable[[], None]) -> list[ValidationError]:
    try:
        check()
    except ValidationError as error:
        return list(error.error_list)
    return []
