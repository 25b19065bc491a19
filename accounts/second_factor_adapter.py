"""Where django-allauth's second factors ask us."""

import base64
import hashlib
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

from accounts.models import User


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the package has no types
    """Secrets are encrypted at rest, under keys made from SECRET_KEY and its fallbacks."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        """A passkey is a way in of its own: only the authenticator app is asked for after one."""
        asked = {Authenticator.Type.TOTP} & set(types or Authenticator.Type)
        return bool(Authenticator.objects.filter(user_id=user.pk, type__in=asked).exists())

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def _get_user_identifier(self, user: User) -> str:
        return user.username


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(secret))) for secret in secrets])


def _key(secret: str) -> bytes:
    digest = hashlib.sha256(b"accounts.second_factors:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
