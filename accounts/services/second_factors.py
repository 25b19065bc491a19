"""The second factor: an authenticator app (RFC 6238), with recovery codes for when it is lost.

Secrets are kept, encrypted, in django-allauth's table, and its arithmetic is used; the checks are
ours, for the one check is made on every way in, must not be played back, and must hold while Redis
is away. A passkey is no second factor but a way in of its own: it shows device and owner at once.
"""

import time
from datetime import timedelta

from allauth.mfa import app_settings as mfa
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.db.models.functions import Now
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from accounts.clients.client import Client
from accounts.limits import SIGN_IN_FAILURES
from accounts.models import PendingTotp, Session, User
from accounts.services.credentials import reauthenticate
from accounts.services.devices import rate_key_for_device
from accounts.services.security_mail import queue_recovery_code_used_mail, queue_second_factor_mail
from accounts.services.sessions import end_sessions
from core import limits
from core.errors import ConflictError, DomainError

Type = Authenticator.Type
SETUP_TIME = timedelta(hours=1)


class OtpRequiredError(DomainError):
    status = 401
    code = "otp_required"
    detail = _("Enter the code from your authenticator app, or a recovery code.")


class WrongOtpError(DomainError):
    status = 401
    code = "otp_invalid"
    detail = _("That code is wrong or was already used.")


class WrongSetupCodeError(DomainError):
    code = "otp_invalid"
    detail = _("That code is wrong. Check that your phone's clock is right.")

    def __init__(self) -> None:
        super().__init__(attr="code")


class AlreadyOnError(ConflictError):
    code = "otp_already_on"
    detail = _("Two-factor authentication is already on.")


class NotOnError(ConflictError):
    code = "otp_not_on"
    detail = _("Two-factor authentication is not on.")


def has_second_factor(*, user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Type.TOTP).exists())


def check_second_factor(*, user: User, otp: str, client: Client = Client.UNKNOWN) -> bool:
    """Let pass who needs none, or shows a good code; answers whether one was shown.

    Each code is good once. Raises OtpRequiredError, WrongOtpError, and LimitedError after too many
    guesses; as with passwords, those of strangers do not lock a known device out.
    """
    if not has_second_factor(user=user):
        return False
    if not otp.strip():
        raise OtpRequiredError
    counted_by = f"otp:{user.pk}{rate_key_for_device(user=user, token=client.device)}"
    limits.hit(SIGN_IN_FAILURES, by=counted_by)
    if not _is_good(user, "".join(otp.split()).replace("-", "")):
        raise WrongOtpError
    limits.reset(SIGN_IN_FAILURES, by=counted_by)
    return True


def begin_totp(*, user: User, password: str) -> str:
    """A fresh secret (base 32) for an authenticator app, of no effect until it is confirmed.

    Raises WrongPasswordError and AlreadyOnError.
    """
    reauthenticate(user=user, password=password)
    if has_second_factor(user=user):
        raise AlreadyOnError
    secret: str = generate_totp_secret()
    fields = {"secret": encrypt(secret), "created_at": Now()}
    PendingTotp.objects.update_or_create(user=user, defaults=fields)
    return secret


def pending_secret(*, user: User) -> str | None:
    """The secret that waits for its first code; not for long, the password was asked for it."""
    recent = PendingTotp.objects.filter(user=user, created_at__gt=Now() - SETUP_TIME)
    pending = recent.first()
    return decrypt(pending.secret) if pending else None


def totp_uri(*, user: User, secret: str) -> str:
    """What an authenticator app reads from the picture: `otpauth://totp/…`."""
    uri: str = get_adapter().build_totp_url(user, secret)
    return uri


def confirm_totp(*, user: User, code: str, session: Session | None) -> list[str]:
    """Switch the second factor on by a first code; answers the recovery codes.

    Signs out everywhere but in `session`. Raises WrongSetupCodeError, AlreadyOnError, NotOnError.
    """
    secret = pending_secret(user=user)
    if secret is None:
        raise AlreadyOnError if has_second_factor(user=user) else NotOnError
    counter = _counter_of(secret, "".join(code.split()))
    if counter is None:
        raise WrongSetupCodeError
    with transaction.atomic():
        _lock(user)
        if has_second_factor(user=user):
            raise AlreadyOnError
        data = {"secret": encrypt(secret), "counter": counter}
        Authenticator.objects.create(user=user, type=Type.TOTP, data=data)
        PendingTotp.objects.filter(user=user).delete()
        _changed(user, session, "totp_on")
        return _fresh_recovery_codes(user)


def disable_totp(*, user: User, password: str, otp: str, session: Session | None) -> None:
    """Switch it off. Raises WrongPasswordError, NotOnError, and DomainError at `otp`."""
    reauthenticate(user=user, password=password)
    if not has_second_factor(user=user):
        raise NotOnError
    try:
        check_second_factor(user=user, otp=otp)
    except (OtpRequiredError, WrongOtpError) as error:
        # No 401: whoever asks is signed in.
        raise DomainError(error.detail, code=error.code, attr="otp") from error
    with transaction.atomic():
        _lock(user)
        Authenticator.objects.filter(user=user, type__in=[Type.TOTP, Type.RECOVERY_CODES]).delete()
        _changed(user, session, "totp_off")


def renew_recovery_codes(*, user: User, password: str, session: Session | None) -> list[str]:
    """Ten new codes; the old ones are void. Raises WrongPasswordError and NotOnError."""
    reauthenticate(user=user, password=password)
    with transaction.atomic():
        _lock(user)
        if not has_second_factor(user=user):
            raise NotOnError
        _changed(user, session, "new_codes")
        return _fresh_recovery_codes(user)


def recovery_codes_left(*, user: User) -> int:
    codes = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0


def _is_good(user: User, code: str) -> bool:
    return _is_totp(user, code) or _is_recovery_code(user, code)


@transaction.atomic
def _is_totp(user: User, code: str) -> bool:
    """The row lock and the counter kept in it let one code in once, of many at the same moment."""
    row = Authenticator.objects.select_for_update().filter(user=user, type=Type.TOTP).first()
    if row is None:
        return False
    counter = _counter_of(decrypt(row.data["secret"]), code)
    if counter is None or counter <= row.data.get("counter", -1):
        return False
    row.data["counter"] = counter
    row.save(update_fields=["data"])
    return True


def _counter_of(secret: str, code: str) -> int | None:
    """The newest time step whose code this is: now, or one step of 30 s to either side."""
    now: int = int(time.time()) // mfa.TOTP_PERIOD
    for counter in (now + 1, now, now - 1):
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), code):
            return counter
    return None


@transaction.atomic
def _is_recovery_code(user: User, code: str) -> bool:
    row = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    if row is None or not row.wrap().validate_code(code):
        return False
    queue_recovery_code_used_mail(user=user, left=recovery_codes_left(user=user))
    return True


def _fresh_recovery_codes(user: User) -> list[str]:
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    return codes


def _changed(user: User, session: Session | None, change: str) -> None:
    end_sessions(user=user, but=session)
    queue_second_factor_mail(user=user, change=change)


def _lock(user: User) -> None:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
