"""Secrets at rest: encrypted under keys derived from SECRET_KEY and its fallbacks."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    return _box().decrypt(encrypted.encode()).decode()


def secret_keys() -> list[str]:
    """The current key first, then those that are being rotated out."""
    return [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]


def _box() -> MultiFernet:
    return MultiFernet([Fernet(_fernet_key(secret)) for secret in secret_keys()])


def _fernet_key(secret: str) -> bytes:
    digest = hashlib.sha256(b"accounts.second_factors:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
