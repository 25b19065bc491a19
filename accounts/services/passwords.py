"""Changing and resetting passwords."""

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.clients.client import Client
from accounts.models import Session, User
from accounts.services.credentials import WrongPasswordError, reauthenticate
from accounts.services.devices import forget_devices
from accounts.services.mailed_codes import Purpose
from accounts.services.reset_tokens import find_reset_token_owner
from accounts.services.security_mail import queue_password_changed_mail
from accounts.services.sessions import end_sessions
from accounts.validation.passwords import validate_new_password
from core.errors import ConflictError, DomainError
from core.refusals import refused


class BadResetTokenError(DomainError):
    code = "invalid_token"
    detail = _("This link has expired or was already used. Request a new one.")

    def __init__(self) -> None:
        super().__init__(attr="token")


def change_password(
    *, user: User, current: str, new: str, session: Session | None, client: Client = Client.UNKNOWN
) -> None:
    """Set a new password; log out everywhere but in `session`, and trust only the client's device.

    Raises WrongPasswordError at `current_password`, LimitedError, and DomainError at
    `new_password`.
    """
    if user.has_usable_password():
        reauthenticate(user=user, password=current, attr="current_password")
    _set(user, new, session, WrongPasswordError(attr="current_password"), client.device)


def reset_password(*, token: str, new: str) -> User:
    """Set a new password by the token of a mail, and log out everywhere.

    Raises BadResetTokenError and DomainError at `new_password`.
    """
    user = find_reset_token_owner(token=token)
    if user is None:
        raise refused(BadResetTokenError())
    _set(user, new, None, BadResetTokenError())
    return user


def set_password(*, user: User, new: str) -> None:
    """Set a user's password, and log the user out everywhere; for administrators.

    Raises DomainError at `new_password`.
    """
    _set(user, new, None, ConflictError(_("The account or its password was changed meanwhile.")))


def _set(
    user: User, new: str, session: Session | None, refusal: DomainError, device: str = ""
) -> None:
    """Raises `refusal` where the password was changed meanwhile."""
    try:
        validate_new_password(new, user)
    except ValidationError as error:
        raise DomainError.of_field("new_password", error.error_list[0]) from error
    hashed = make_password(new)
    with transaction.atomic():
        # Of parallel requests with one token, or one old password, one succeeds.
        same = User.objects.filter(pk=user.pk, password=user.password, is_active=True)
        if not same.update(password=hashed):
            raise refusal
        end_sessions(user=user, but=session)
        forget_devices(user=user, but=device)
        # A login code that an intruder requested before must not work any more.
        user.mailed_codes.filter(purpose=Purpose.LOGIN).delete()
        queue_password_changed_mail(user=user)
    user.password = hashed
