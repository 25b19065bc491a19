"""What somebody may say of themselves: the page, the API and the service clean it here."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from accounts.languages import is_spoken

LONGEST_NAME = 64
LONGEST_BIO = 300
LONGEST_URL = 200
LONGEST_LINK_TITLE = 40
MOST_LINKS = 4

Link = dict[str, str]

# What cannot be seen but moves what can: control characters, and those that turn the direction of
# all that follows. Joiners and direction marks stay, for Persian, Arabic and emoji need them.
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_well_formed = URLValidator(schemes=["http", "https"])


def clean_profile(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields given, as they are kept. Raises ValidationError, field by field."""
    cleaned: dict[str, Any] = {}
    problems: dict[str, ValidationError] = {}
    for field, value in given.items():
        try:
            cleaned[field] = _CLEANERS[field](value)
        except ValidationError as error:
            problems[field] = error
    if problems:
        raise ValidationError(problems)
    return cleaned


def clean_url(text: str) -> str:
    """An address on the web; `example.org` is meant as `https://example.org`."""
    url = _line(text)
    if not url:
        return ""
    if "://" not in url:
        url = f"https://{url}"
    if len(url) > LONGEST_URL:
        raise _too_long(LONGEST_URL)
    try:
        _well_formed(url)
    except ValidationError as error:
        raise _no_address() from error
    # `https://bank.example@evil.example` leads elsewhere than it reads.
    if "@" in urlsplit(url).netloc:
        raise _no_address()
    return url


def clean_link_title(text: str) -> str:
    return _short(text, LONGEST_LINK_TITLE)


def clean_links(links: list[Link]) -> list[Link]:
    """Those that lead somewhere; one without a title is shown by its address."""
    cleaned = [
        {"title": clean_link_title(link["title"]), "url": clean_url(link["url"])} for link in links
    ]
    kept = [link for link in cleaned if link["url"]]
    if len(kept) > MOST_LINKS:
        raise ValidationError(
            _("A profile has at most %(most)d further links."),
            code="too_many_links",
            params={"most": MOST_LINKS},
        )
    return kept


def _clean_name(text: str) -> str:
    return _short(text, LONGEST_NAME)


def _clean_bio(text: str) -> str:
    lines = UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(lines) > LONGEST_BIO:
        raise _too_long(LONGEST_BIO)
    return lines


def _clean_language(code: str) -> str:
    if not is_spoken(code):
        raise ValidationError(_("InstaPro does not speak this language."), code="unknown_language")
    return code


def _short(text: str, longest: int) -> str:
    line = _line(text)
    if len(line) > longest:
        raise _too_long(longest)
    return line


def _line(text: str) -> str:
    return " ".join(UNSEEN.sub("", text).split())


def _too_long(most: int) -> ValidationError:
    return ValidationError(
        _("At most %(most)d characters, please."), code="max_length", params={"most": most}
    )


def _no_address() -> ValidationError:
    return ValidationError(
        _("Enter an address on the web, such as https://example.org."), code="invalid_url"
    )


_CLEANERS: dict[str, Callable[[Any], Any]] = {
    "display_name": _clean_name,
    "bio": _clean_bio,
    "website": clean_url,
    "links": clean_links,
    "language": _clean_language,
}
