"""Passwords at rest."""

from django.conf import settings
from django.contrib.auth.hashers import BCryptSHA256PasswordHasher


class BCryptHasher(BCryptSHA256PasswordHasher):
    """bcrypt over SHA-256, so that nothing of a long password is cut off at 72 bytes."""

    rounds = settings.BCRYPT_ROUNDS
