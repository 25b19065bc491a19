"""Trusted devices: a user has logged in from them before. Each has a random token in a cookie."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.db.models.functions import Now

from accounts.clients.client import DEVICE_COOKIE_AGE, device_digest
from accounts.models import KnownDevice, User
from core.db.rows import delete_expired

NO_USER_ID = UUID(int=0)
# Each has guesses of its own.
MAX_DEVICES = 20


def is_trusted(*, user: User | None, token: str) -> bool:
    """Whether `user` has logged in from the device that holds `token`.

    Without a user the same query runs: the time must not show whether an account exists.
    """
    owner = user.pk if user else NO_USER_ID
    devices = KnownDevice.objects.filter(user_id=owner, digest=device_digest(token))
    return bool(token) and devices.exists()


def rate_key_for_device(*, user: User | None, token: str) -> str:
    """Part of a rate limit's key: guesses on a trusted device count apart. Blank for others."""
    return rate_key(token=token) if is_trusted(user=user, token=token) else ""


def rate_key(*, token: str) -> str:
    return f":{device_digest(token).hex()}"


def touch_device(*, user: User, token: str) -> bool:
    """Note that a trusted device is in use. False for one that is not trusted yet."""
    devices = user.known_devices.filter(digest=device_digest(token))
    return bool(token and devices.update(last_seen_at=Now()))


def trust_device(*, user: User) -> str:
    """Trust a device from now on. Returns its token, which is always a new one.

    The least recently used beyond MAX_DEVICES are forgotten.
    """
    token = secrets.token_urlsafe(32)
    KnownDevice.objects.create(user=user, digest=device_digest(token))
    oldest = user.known_devices.order_by("-last_seen_at", "-pk").values("pk")[MAX_DEVICES:]
    KnownDevice.objects.filter(pk__in=oldest).delete()
    return token


def forget_devices(*, user: User, but: str = "") -> None:
    """Trust none of them any more, `but` the one that holds this token."""
    user.known_devices.exclude(digest=device_digest(but)).delete()


def purge_expired_devices() -> None:
    """Delete the devices whose cookie has expired. Runs periodically."""
    age = timedelta(seconds=DEVICE_COOKIE_AGE)
    delete_expired(KnownDevice.objects.filter(last_seen_at__lt=Now() - age))
