"""The rules of email addresses."""

import idna
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

EMAIL_MAX_LENGTH = 254
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"

LOCAL_PART_MAX_LENGTH = 64
# Names that no mail server has (RFC 6761, 6762, 7686, 9476, and ICANN's for private networks).
PRIVATE_DOMAINS = {"alt", "internal", "invalid", "local", "localhost", "onion", "test"}


class DeliverableEmailValidator(EmailValidator):
    """Allows only addresses that the site can send to: a dot-atom at a public domain.

    Django's validator also allows quoted local parts, address literals and `localhost`.
    """

    message = _("Enter an email address, such as ada@example.org.")
    code = "invalid_email"
    domain_allowlist: list[str] = []

    def __call__(self, value: str | None) -> None:
        super().__call__(value)
        local, _at, _domain = str(value).rpartition("@")
        if local.startswith('"') or len(local) > LOCAL_PART_MAX_LENGTH:
            raise ValidationError(self.message, code=self.code)

    def validate_domain_part(self, domain_part: str) -> bool:
        top = domain_part.rpartition(".")[2]
        is_public = not top.isdigit() and top not in PRIVATE_DOMAINS
        return is_public and bool(self.domain_regex.match(domain_part))


_deliverable = DeliverableEmailValidator()


def normalise(email: str) -> str:
    """The stored form: in lower case, the domain in ASCII.

    Two spellings of one address must not open two accounts.
    """
    local, at, domain = email.strip().rpartition("@")
    try:
        domain = _to_ascii(domain)
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
        raise ValidationError(_deliverable.message, code=_deliverable.code)
    _deliverable(email)


def _to_ascii(domain: str) -> str:
    """As browsers do it, by UTS 46: ß, ς and the joiners are letters of their own.

    Raises UnicodeError.
    """
    if domain.isascii():
        return domain
    return ".".join(map(_label_to_ascii, idna.uts46_remap(domain).split(".")))


def _label_to_ascii(label: str) -> str:
    """Without `idna.alabel`, which refuses the emoji that UTS 46 allows. Raises UnicodeError."""
    if label.isascii():
        return label
    idna.check_initial_combiner(label)
    idna.check_bidi(label)
    for place, letter in enumerate(label):
        if letter in JOINERS and not idna.valid_contextj(label, place):
            raise UnicodeError("A joiner joins nothing.")
    return f"xn--{label.encode('punycode').decode()}"
