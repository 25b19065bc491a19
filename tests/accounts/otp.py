"""An authenticator app."""

import time

from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from accounts.models import User
from accounts.services.second_factors import begin_totp, confirm_totp
from tests.factories import PASSWORD


def code_of(secret: str, *, steps: int = 0) -> str:
    """What it shows now, or some 30 s later."""
    counter = int(time.time()) // mfa.TOTP_PERIOD + steps
    code: str = format_hotp_value(hotp_value(secret, counter))
    return code


def switch_on(user: User) -> tuple[str, list[str]]:
    """The secret and the recovery codes, as if it had been switched on a while ago."""
    secret = begin_totp(user=user, password=PASSWORD)
    codes = confirm_totp(user=user, code=code_of(secret), session=None)
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    row.data["counter"] -= 10
    row.save()
    return secret, codes
