"""A password rule that Django's validators lack."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

PASSWORD_MAX_LENGTH = 128


class MaximumLengthValidator:
    """Hashing a megabyte costs time without making the password safer."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > PASSWORD_MAX_LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return _("Use at most %d characters.") % PASSWORD_MAX_LENGTH
