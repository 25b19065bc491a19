"""The rules of email addresses."""

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

EMAIL_MAX_LENGTH = 254

_well_formed = EmailValidator(_("Enter an email address, such as ada@example.org."))


def normalise(email: str) -> str:
    """The stored form: in lower case, the domain as the mail servers spell it.

    Two spellings of one address must not open two accounts.
    """
    local, at, domain = email.strip().rpartition("@")
    try:
        domain = punycode(domain)
    except UnicodeError:
        return email.strip()
    return f"{local}{at}{domain}".lower() if local.isascii() else f"{local}{at}{domain}"


def validate_email(email: str) -> None:
    """Raises ValidationError with the reason."""
    email = normalise(email)
    if len(email) > EMAIL_MAX_LENGTH:
        raise ValidationError(_("This email address is too long."), code="invalid_email")
    # The validator ignores case the Unicode way, and so lets the Kelvin sign pass for a k.
    if not email.isascii():
        raise ValidationError(_well_formed.message, code="invalid_email")
    try:
        _well_formed(email)
    except ValidationError as error:
        raise ValidationError(_well_formed.message, code="invalid_email") from error
