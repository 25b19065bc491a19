"""Changing a password, and finding back in without it."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _

from accounts.clients.client import Client
from accounts.models import MailRequest, Session, User
from accounts.services.asked_mails import find_mail_recipient, request_mail
from accounts.services.credentials import WrongPasswordError, reauthenticate
from accounts.services.devices import forget_devices
from accounts.services.mailed_codes import Purpose
from accounts.services.security_mail import queue_password_changed_mail, queue_security_mail
from accounts.services.sessions import end_sessions
from core.errors import ConflictError, DomainError


class BadResetTokenError(DomainError):
    code = "invalid_token"
    detail = _("This link has expired or was already used. Request a new one.")

    def __init__(self) -> None:
        super().__init__(attr="token")


def change_password(
    *, user: User, current: str, new: str, session: Session | None, client: Client = Client.UNKNOWN
) -> None:
    """Set a new password, and sign out everywhere but in `session`; forget devices but this one.

    Raises WrongPasswordError at `current_password`, LimitedError, and DomainError at
    `new_password`.
    """
    if user.has_usable_password():
        reauthenticate(user=user, password=current, attr="current_password")
    _set(user, new, session, WrongPasswordError(attr="current_password"), client.device)


def request_password_reset(*, email: str) -> None:
    """Ask for the mail with a way back in. What is answered tells nothing about the address.

    Raises LimitedError.
    """
    request_mail(purpose=MailRequest.Purpose.RESET, login=email)


def send_reset_mail(*, login: str) -> None:
    """To whoever has this verified address; for the worker."""
    user = find_mail_recipient(login=login) if "@" in login else None
    if user is not None:
        queue_security_mail(user=user, template="password_reset", token=_token(user))


def reset_password(*, token: str, new: str) -> User:
    """Set a new password by the token of a mail, and sign out everywhere.

    Raises BadResetTokenError and DomainError at `new_password`.
    """
    user = find_reset_token_owner(token=token)
    if user is None:
        raise BadResetTokenError
    _set(user, new, None, BadResetTokenError())
    return user


def replace_password(*, user: User, new: str) -> None:
    """Set a password for somebody, and sign them out everywhere; for the site's keepers.

    Raises DomainError at `new_password`.
    """
    _set(user, new, None, ConflictError(_("The account or its password was changed meanwhile.")))


def find_reset_token_owner(*, token: str) -> User | None:
    """The active person whose password the token may set; None if it is no good (any more)."""
    encoded, _dot, check = token.partition(".")
    user: User | None
    try:
        user = User.objects.filter(pk=urlsafe_base64_decode(encoded).decode()).first()
    except (ValueError, ValidationError):
        return None
    if user is None or not user.is_active or not default_token_generator.check_token(user, check):
        return None
    return user


def _set(
    user: User, new: str, session: Session | None, refusal: DomainError, device: str = ""
) -> None:
    """Raises `refusal` where somebody else has changed the password meanwhile."""
    try:
        validate_password(new, user)
    except ValidationError as error:
        problem = error.error_list[0]
        told = problem.messages[0]
        raise DomainError(told, code=problem.code, attr="new_password") from error
    # The hash takes a quarter of a second on purpose: not while a transaction is open.
    hashed = make_password(new)
    with transaction.atomic():
        # Of two who use one token, or one old password, at the same moment: one.
        same = User.objects.filter(pk=user.pk, password=user.password, is_active=True)
        if not same.update(password=hashed):
            raise refusal
        end_sessions(user=user, but=session)
        forget_devices(user=user, but=device)
        # A code that a thief asked for before is no way around the new password.
        user.mailed_codes.filter(purpose=Purpose.SIGN_IN).delete()
        queue_password_changed_mail(user=user)
    user.password = hashed


def _token(user: User) -> str:
    """Django's own: good for PASSWORD_RESET_TIMEOUT, and until password or address change."""
    encoded = urlsafe_base64_encode(force_bytes(str(user.pk)))
    return f"{encoded}.{default_token_generator.make_token(user)}"
