"""Devices that somebody has signed in from before: a long random token in a cookie of their own."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.clients.client import DEVICE_COOKIE_AGE
from accounts.models import KnownDevice, User

NO_USER_ID = UUID(int=0)
# Each may guess on its own: a person has no more.
MAX_DEVICES = 20


def is_trusted(*, user: User | None, token: str) -> bool:
    """Whether `user` has signed in from the device that holds `token`.

    Asked for nobody too: the number of queries must not tell who is there.
    """
    owner = user.pk if user else NO_USER_ID
    devices = KnownDevice.objects.filter(user_id=owner, digest=_digest(token))
    return bool(token) and devices.exists()


def rate_key_for_device(*, user: User | None, token: str) -> str:
    """What tells the guesses from a known device from those of strangers; blank for strangers."""
    return f":{_digest(token).hex()}" if is_trusted(user=user, token=token) else ""


@transaction.atomic
def trust_device(*, user: User, token: str) -> str:
    """The token that the device is to hold from now on: `token`, where it is known already."""
    if token and user.known_devices.filter(digest=_digest(token)).update(last_seen_at=Now()):
        return token
    # Never the one that came along: somebody else may know it.
    fresh = secrets.token_urlsafe(32)
    KnownDevice.objects.create(user=user, digest=_digest(fresh))
    oldest = user.known_devices.order_by("-last_seen_at", "-pk").values("pk")[MAX_DEVICES:]
    KnownDevice.objects.filter(pk__in=oldest).delete()
    return fresh


def forget_devices(*, user: User, but: str = "") -> None:
    """Know none of them any more, `but` the one that holds this token."""
    user.known_devices.exclude(digest=_digest(but)).delete()


def sweep_devices() -> None:
    """Forget those whose cookie is gone by now; a chore."""
    age = timedelta(seconds=DEVICE_COOKIE_AGE)
    KnownDevice.objects.filter(last_seen_at__lt=Now() - age).delete()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
