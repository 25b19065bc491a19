"""The token of a password reset link: Django's, behind the user's id."""

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.models import User


def make_reset_token(*, user: User) -> str:
    """Valid for PASSWORD_RESET_TIMEOUT, and until the password or the address changes."""
    encoded = urlsafe_base64_encode(force_bytes(str(user.pk)))
    return f"{encoded}.{default_token_generator.make_token(user)}"


def find_reset_token_owner(*, token: str) -> User | None:
    """The active user whose password the token can set; None for an invalid token."""
    encoded, _dot, check = token.partition(".")
    user: User | None
    try:
        user = User.objects.filter(pk=urlsafe_base64_decode(encoded).decode()).first()
    except (ValueError, ValidationError):
        return None
    if user is None or not user.is_active or not default_token_generator.check_token(user, check):
        return None
    return user
