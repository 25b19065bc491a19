"""What a password may be, beside what Django's own validators say."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User

PASSWORD_MAX_LENGTH = 128


class MaximumLengthValidator:
    """Hashing a megabyte is work for us, not safety for its owner."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > PASSWORD_MAX_LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return _("Use at most %d characters.") % PASSWORD_MAX_LENGTH
