"""Joining InstaPro."""

from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.usernames import normalise, validate_username
from core.errors import DomainError


class UsernameTakenError(DomainError):
    code = "username_taken"
    detail = _("This username is not available.")


class EmailTakenError(DomainError):
    code = "email_taken"
    detail = _("There is an account with this e-mail address already.")


def register_user(
    *, username: str, email: str, password: str, display_name: str = "", user: User | None = None
) -> User:
    """A new account. `user` is an unsaved one to fill, for those who must hand one in.

    Raises DomainError, naming the field, for what is not allowed or taken; of two who ask for
    one name at the same moment, one is told that it is taken.
    """
    user = user or User()
    user.username, user.email = normalise(username), email.strip()
    user.display_name = display_name.strip()
    _check("username", lambda: validate_username(user.username))
    _check("email", lambda: validate_email(user.email))
    _check("password", lambda: validate_password(password, user))
    user.set_password(password)
    _insert(user)
    return user


def _check(field: str, check: Callable[[], None]) -> None:
    try:
        check()
    except ValidationError as error:
        first = error.error_list[0]
        raise DomainError(first.messages[0], code=first.code or "invalid", attr=field) from error


def _insert(user: User) -> None:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        if User.objects.named(user.username).exists():
            raise UsernameTakenError(attr="username") from error
        if User.objects.filter(email__iexact=user.email).exists():
            raise EmailTakenError(attr="email") from error
        raise
