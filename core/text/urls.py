"""What may become a link."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, URLValidator

_check_url = URLValidator(schemes=["http", "https"])
_check_host = DomainNameValidator()


def is_web_address(url: str) -> bool:
    """Whether `url` leads to a host on the web that has a name, in any script.

    One with a username leads elsewhere than it reads: `https://bank.example@evil.example`.
    """
    try:
        _check_url(url)
        address = urlsplit(url)
        _check_host(address.hostname or "")
        # A ValueError if there is no such port.
        return "@" not in address.netloc and address.port != 0
    except (ValidationError, ValueError):
        return False
