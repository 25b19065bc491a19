"""An authenticator app."""

import time

import pyotp
from django.db.models import F

from accounts.auth.totp import PERIOD
from accounts.models import Totp, User
from accounts.services.second_factors import begin_totp, confirm_totp
from tests.factories import PASSWORD


def code_of(secret: str, *, steps: int = 0) -> str:
    """What it shows now, or some 30 s later."""
    return pyotp.HOTP(secret).at(int(time.time()) // PERIOD + steps)


def switch_on(user: User) -> tuple[str, list[str]]:
    """The secret and the recovery codes, as if it had been switched on a while ago."""
    secret = begin_totp(user=user, password=PASSWORD)
    codes = confirm_totp(user=user, code=code_of(secret), session=None)
    Totp.objects.filter(user=user).update(last_step=F("last_step") - 10)
    return secret, codes
