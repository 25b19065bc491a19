"""Codes by email: eight digits to type, and a token for a link.

There is one code for each user and purpose; a new one replaces the old. Five wrong guesses void it.
Only digests are stored, those of the digits keyed with the site's secret: anyone who can read the
table would soon have tried all of them.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models import MailedCode, User
from accounts.services.devices import NO_USER_ID
from core.db.rows import delete_expired
from core.db.transactions import atomic
from core.errors import DomainError
from core.refusals import refused

LIFETIME = timedelta(minutes=15)
MAX_GUESSES = 5
# With five codes in half an hour, six digits would be guessed once in two years of trying.
DIGITS = 8

Purpose = MailedCode.Purpose


class WrongCodeError(DomainError):
    code = "wrong_code"
    detail = _("That code is wrong or has expired.")

    def __init__(self, attr: str = "code") -> None:
        super().__init__(attr=attr)


@dataclass(frozen=True)
class IssuedCode:
    """What goes into a mail, and is kept nowhere else."""

    code: str
    token: str
    minutes: int


def issue_code(
    *, user: User, purpose: Purpose, email: str, lifetime: timedelta = LIFETIME
) -> IssuedCode:
    """A fresh code to be mailed to `email`; an earlier one for the same purpose is void."""
    issued = IssuedCode(
        code=f"{secrets.randbelow(10**DIGITS):0{DIGITS}}",
        token=secrets.token_urlsafe(32),
        minutes=int(lifetime.total_seconds() // 60),
    )
    fields = {
        "email": email,
        "code_digest": _code_digest(user.pk, purpose, issued.code),
        "token_digest": _token_digest(issued.token),
        "failures": 0,
        "expires_at": Now() + lifetime,
    }
    MailedCode.objects.update_or_create(user=user, purpose=purpose, defaults=fields)
    return issued


def redeem_code(
    *, user: User | None, purpose: Purpose, code: str, attr: str = "code"
) -> MailedCode:
    """The row whose code this is; the caller consumes it. Raises WrongCodeError.

    Without a user it costs the same.
    """
    row = _guess(user.pk if user else NO_USER_ID, purpose, code)
    if row is None:
        raise refused(WrongCodeError(attr), user_id=user and user.pk)
    return row


def redeem_token(*, token: str, purposes: set[Purpose]) -> MailedCode:
    """The row whose link this is. Raises WrongCodeError at `token`."""
    live = MailedCode.objects.filter(purpose__in=purposes, expires_at__gt=Now())
    row = live.select_related("user").filter(token_digest=_token_digest(token)).first()
    if row is None or not row.user.is_active:
        raise refused(WrongCodeError("token"))
    return row


def consume_code(*, row: MailedCode) -> None:
    """Use the code up: of many parallel requests, one succeeds. Raises WrongCodeError."""
    used, _rows = MailedCode.objects.filter(pk=row.pk, token_digest=row.token_digest).delete()
    if not used:
        raise WrongCodeError


def purge_expired_codes() -> None:
    """Delete codes that work no more. Runs periodically.

    Not those of a registration: they keep its address, which can be mailed a new code.
    """
    expired = MailedCode.objects.filter(expires_at__lt=Now())
    delete_expired(expired.exclude(purpose=Purpose.VERIFY))


@atomic
def _guess(user_id: UUID, purpose: Purpose, code: str) -> MailedCode | None:
    """Counted before it is looked at, and taken back if it is right.

    A wrong guess must be committed, so None reports it instead of an exception.
    """
    rows = MailedCode.objects.filter(user_id=user_id, purpose=purpose)
    live = rows.filter(expires_at__gt=Now(), failures__lt=MAX_GUESSES)
    is_counted = live.update(failures=F("failures") + 1)
    row = rows.select_related("user").first()
    kept = bytes(row.code_digest) if row else b""
    digits = "".join(code.split()).replace("-", "")
    is_correct = hmac.compare_digest(_code_digest(user_id, purpose, digits), kept)
    if row is None or not is_counted or not is_correct:
        return None
    rows.update(failures=F("failures") - 1)
    return row


def _code_digest(user_id: UUID, purpose: Purpose, code: str) -> bytes:
    return salted_hmac("accounts.MailedCode", f"{user_id}:{purpose}:{code}").digest()


def _token_digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
