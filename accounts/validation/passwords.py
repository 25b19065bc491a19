"""What a password may be, and the form in which it is checked and hashed."""

import unicodedata

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

PASSWORD_MAX_LENGTH = 128
# Even where each character is written as several, no password is longer.
TYPED_PASSWORD_MAX_LENGTH = 1000


def normalise(password: str) -> str:
    """One form for what looks the same: keyboards and systems write ü and full-width letters in
    different ways.

    What is too long to be a password stays as it is: the time of normalising may grow with the
    square of the length.
    """
    if len(password) > TYPED_PASSWORD_MAX_LENGTH:
        return password
    return unicodedata.normalize("NFKC", password)


def validate_new_password(password: str, user: User) -> None:
    """Raises ValidationError with the reasons."""
    validate_password(normalise(password), user)


class MaximumLengthValidator:
    """Hashing a megabyte costs time without making the password safer."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > PASSWORD_MAX_LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return _("Use at most %d characters.") % PASSWORD_MAX_LENGTH
