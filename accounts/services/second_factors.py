"""The second factor: an authenticator app (TOTP), with recovery codes for when it is lost.

A passkey is not a second factor but a login of its own: it proves device and owner at once.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.auth.encryption import decrypt, encrypt, secret_keys
from accounts.auth.totp import find_step, new_secret
from accounts.clients.client import Client
from accounts.limits import LOGIN_FAILURES
from accounts.models import PendingTotp, RecoveryCode, Session, Totp, User
from accounts.selectors import has_second_factor
from accounts.services.credentials import reauthenticate
from accounts.services.devices import rate_key_for_device
from accounts.services.security_mail import (
    queue_recovery_code_used_mail,
    queue_second_factor_mail,
)
from accounts.services.sessions import end_sessions
from core import limits
from core.db.rows import delete_expired
from core.db.transactions import atomic
from core.errors import ConflictError, DomainError
from core.refusals import refused

SETUP_TIME = timedelta(minutes=10)
RECOVERY_CODES = 10
RECOVERY_CODE_DIGITS = 8


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


def check_second_factor(*, user: User, otp: str, client: Client = Client.UNKNOWN) -> bool:
    """Return whether a good code was shown; False for a user without a second factor.

    Each code works once. Raises OtpRequiredError, WrongOtpError, and LimitedError after too many
    guesses: those of strangers do not lock out a trusted device.
    """
    if not has_second_factor(user=user):
        return False
    if not otp.strip():
        raise OtpRequiredError
    key = f"otp:{user.pk}{rate_key_for_device(user=user, token=client.device)}"
    limits.hit(LOGIN_FAILURES, by=key)
    code = "".join(otp.split()).replace("-", "")
    if not (_use_totp_code(user, code) or _use_recovery_code(user, code)):
        raise refused(WrongOtpError(), user_id=user.pk)
    limits.reset(LOGIN_FAILURES, by=key)
    return True


def begin_totp(*, user: User, password: str) -> str:
    """A fresh secret (base 32) for an authenticator app, without effect until it is confirmed.

    Raises WrongPasswordError, LimitedError and AlreadyOnError.
    """
    reauthenticate(user=user, password=password)
    if has_second_factor(user=user):
        raise AlreadyOnError
    secret = new_secret()
    fields = {"secret": encrypt(secret), "created_at": Now()}
    PendingTotp.objects.update_or_create(user=user, defaults=fields)
    return secret


def pending_secret(*, user: User) -> str | None:
    """The secret that waits for its first code, for some minutes after the password."""
    recent = PendingTotp.objects.filter(user=user, created_at__gt=Now() - SETUP_TIME)
    pending = recent.first()
    return decrypt(pending.secret) if pending else None


def confirm_totp(*, user: User, code: str, session: Session | None) -> list[str]:
    """Turn the second factor on by a first code. Returns the recovery codes.

    Logs out everywhere but in `session`. Raises WrongSetupCodeError, AlreadyOnError, NotOnError.
    """
    secret = pending_secret(user=user)
    if secret is None:
        raise AlreadyOnError if has_second_factor(user=user) else NotOnError
    step = find_step(secret, "".join(code.split()))
    if step is None:
        raise WrongSetupCodeError
    with transaction.atomic():
        _lock(user)
        if has_second_factor(user=user):
            raise AlreadyOnError
        Totp.objects.create(user=user, secret=encrypt(secret), last_step=step)
        PendingTotp.objects.filter(user=user).delete()
        _end_other_sessions(user, session, "totp_on")
        return _replace_recovery_codes(user)


def disable_totp(*, user: User, password: str, otp: str, session: Session | None) -> None:
    """Turn the second factor off, and log out everywhere but in `session`.

    Raises WrongPasswordError, LimitedError, NotOnError, and DomainError at `otp`.
    """
    reauthenticate(user=user, password=password)
    if not has_second_factor(user=user):
        raise NotOnError
    _reauthenticate_by_otp(user, otp)
    with transaction.atomic():
        _lock(user)
        Totp.objects.filter(user=user).delete()
        user.recovery_codes.all().delete()
        _end_other_sessions(user, session, "totp_off")


def renew_recovery_codes(
    *, user: User, password: str, otp: str, session: Session | None
) -> list[str]:
    """Ten new codes in place of the old. Logs out everywhere but in `session`.

    Raises WrongPasswordError, LimitedError, NotOnError, and DomainError at `otp`: by the password
    alone one would get what replaces the second factor.
    """
    reauthenticate(user=user, password=password)
    if not has_second_factor(user=user):
        raise NotOnError
    _reauthenticate_by_otp(user, otp)
    with transaction.atomic():
        _lock(user)
        if not has_second_factor(user=user):
            raise NotOnError
        _end_other_sessions(user, session, "new_codes")
        return _replace_recovery_codes(user)


def purge_expired_secrets() -> None:
    """Delete the secrets that were not confirmed in time. Runs periodically."""
    delete_expired(PendingTotp.objects.filter(created_at__lt=Now() - SETUP_TIME))


def recovery_codes_left(*, user: User) -> int:
    return user.recovery_codes.count()


def _reauthenticate_by_otp(user: User, otp: str) -> None:
    try:
        check_second_factor(user=user, otp=otp)
    except (OtpRequiredError, WrongOtpError) as error:
        # Not 401: the viewer is logged in.
        raise DomainError(error.detail, code=error.code, attr="otp") from error


@atomic
def _use_totp_code(user: User, code: str) -> bool:
    """The row lock and the step kept in the row accept a code once, from one request."""
    totp = Totp.objects.select_for_update().filter(user=user).first()
    step = find_step(decrypt(totp.secret), code) if totp else None
    if totp is None or step is None or step <= totp.last_step:
        return False
    totp.last_step = step
    totp.save(update_fields=["last_step"])
    return True


@atomic
def _use_recovery_code(user: User, code: str) -> bool:
    """Deletes the code's row: of many requests with one code, one finds it."""
    digests = [_digest(user, code, key) for key in secret_keys()]
    used, _rows = user.recovery_codes.filter(digest__in=digests).delete()
    if used:
        queue_recovery_code_used_mail(user=user, left=recovery_codes_left(user=user))
    return bool(used)


def _replace_recovery_codes(user: User) -> list[str]:
    """Only the digests are kept: the codes themselves are shown once."""
    top = 10**RECOVERY_CODE_DIGITS
    codes: dict[str, None] = {}
    while len(codes) < RECOVERY_CODES:
        codes[f"{secrets.randbelow(top):0{RECOVERY_CODE_DIGITS}}"] = None
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, code, secret_keys()[0])) for code in codes
    )
    return list(codes)


def _digest(user: User, code: str, key: str) -> bytes:
    """Keyed with the site's secret: reading the table is not enough to try all codes."""
    value = f"{user.pk}:{code}"
    return salted_hmac("accounts.RecoveryCode", value, secret=key, algorithm="sha256").digest()


def _end_other_sessions(user: User, session: Session | None, change: str) -> None:
    end_sessions(user=user, but=session)
    queue_second_factor_mail(user=user, change=change)


def _lock(user: User) -> None:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
