"""Time-based codes (RFC 6238), as authenticator apps show them: six digits for 30 seconds."""

import time

import pyotp
from django.conf import settings
from django.utils.crypto import constant_time_compare

PERIOD = 30


def new_secret() -> str:
    """160 random bits in base 32."""
    return pyotp.random_base32()


def find_step(secret: str, code: str) -> int | None:
    """The newest time step whose code this is: now, or one step to either side.

    A code must be accepted once only, so the caller stores the step it belongs to.
    """
    now = int(time.time()) // PERIOD
    hotp = pyotp.HOTP(secret)
    # Not pyotp's own comparison: it takes digits of other scripts too.
    steps = (step for step in (now + 1, now, now - 1) if constant_time_compare(hotp.at(step), code))
    return next(steps, None)


def provisioning_uri(secret: str, username: str) -> str:
    """What an authenticator app reads from the QR code: `otpauth://totp/…`."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=username)
    return f"{uri}&issuer={settings.SITE_NAME}"
