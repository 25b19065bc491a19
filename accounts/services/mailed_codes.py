"""Codes by mail: six digits to type, and a link for those who would rather click.

There is one code for each person and purpose; a new one takes the place of the old. Five wrong
guesses spoil it. Only digests are kept, and the digits' with the site's secret: a million of them
are soon tried by whoever reads the table alone.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models import MailedCode, User
from core.errors import DomainError

LIFETIME = timedelta(minutes=15)
GUESSES = 5
DIGITS = 6

Purpose = MailedCode.Purpose


class WrongCodeError(DomainError):
    code = "wrong_code"
    detail = _("That code is wrong or too old.")

    def __init__(self, attr: str = "code") -> None:
        super().__init__(attr=attr)


@dataclass(frozen=True)
class Written:
    """What goes into a mail, and is kept nowhere else."""

    code: str
    token: str
    minutes: int = int(LIFETIME.total_seconds() // 60)


def write_code(
    *, user: User, purpose: Purpose, email: str, lifetime: timedelta = LIFETIME
) -> Written:
    """A fresh code to be mailed to `email`; an earlier one for the same purpose is void."""
    written = Written(f"{secrets.randbelow(10**DIGITS):0{DIGITS}}", secrets.token_urlsafe(32))
    fields = {
        "email": email,
        "code_digest": _code_digest(user, purpose, written.code),
        "token_digest": _token_digest(written.token),
        "failures": 0,
        "confirmed_at": None,
        "expires_at": Now() + lifetime,
    }
    MailedCode.objects.update_or_create(user=user, purpose=purpose, defaults=fields)
    return written


def redeem_code(
    *, user: User | None, purpose: Purpose, code: str, attr: str = "code"
) -> MailedCode:
    """The row whose code this is; it stays, for the caller to use up. Raises WrongCodeError."""
    row = _guess(user, purpose, code)
    if row is None:
        raise WrongCodeError(attr)
    return row


def redeem_token(*, token: str, purposes: set[Purpose]) -> MailedCode:
    """The row whose link this is. Raises WrongCodeError at `token`."""
    live = MailedCode.objects.filter(purpose__in=purposes, expires_at__gt=Now())
    row = live.select_related("user").filter(token_digest=_token_digest(token)).first()
    if row is None or not row.user.is_active:
        raise WrongCodeError("token")
    return row


@transaction.atomic
def _guess(user: User | None, purpose: Purpose, code: str) -> MailedCode | None:
    """A wrong guess must be counted for good, so it is told by the answer and no exception."""
    live = MailedCode.objects.select_for_update(of=("self",)).select_related("user")
    row = live.filter(
        user=user, purpose=purpose, expires_at__gt=Now(), failures__lt=GUESSES
    ).first()
    if row is None:
        return None
    digits = "".join(code.split()).replace("-", "")
    if hmac.compare_digest(_code_digest(row.user, purpose, digits), bytes(row.code_digest)):
        return row
    MailedCode.objects.filter(pk=row.pk).update(failures=F("failures") + 1)
    return None


def _code_digest(user: User, purpose: Purpose, code: str) -> bytes:
    return salted_hmac("accounts.MailedCode", f"{user.pk}:{purpose}:{code}").digest()


def _token_digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
