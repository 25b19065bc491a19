"""Devices that somebody has signed in from before: a long random token in a cookie of their own."""

import hashlib
import secrets

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import KnownDevice, User


def is_known(*, user: User, token: str) -> bool:
    """Whether `user` has signed in from the device that holds `token`."""
    return bool(token) and user.known_devices.filter(digest=_digest(token)).exists()


@transaction.atomic
def know_device(*, user: User, token: str) -> str:
    """The token that the device is to hold from now on: `token`, where it is known already."""
    if token and user.known_devices.filter(digest=_digest(token)).update(last_seen_at=Now()):
        return token
    # Never the one that came along: somebody else may know it.
    fresh = secrets.token_urlsafe(32)
    KnownDevice.objects.create(user=user, digest=_digest(fresh))
    return fresh


def forget_devices(*, user: User) -> None:
    user.known_devices.all().delete()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
