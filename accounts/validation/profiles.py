"""The rules of profiles; the page, the API and the service clean them here."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text.cleaning import clean_line, clean_text
from core.text.urls import is_web_address

DISPLAY_NAME_MAX_LENGTH = 64
BIO_MAX_LENGTH = 300
URL_MAX_LENGTH = 200
LINK_TITLE_MAX_LENGTH = 40
MAX_LINKS = 4

Link = dict[str, str]


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
    url = clean_line(text)
    if not url:
        return ""
    if "://" not in url:
        url = f"https://{url}"
    if len(url) > URL_MAX_LENGTH:
        raise _too_long(URL_MAX_LENGTH)
    if not is_web_address(url):
        raise _no_address()
    return url


def clean_link_title(text: str) -> str:
    return _short(text, LINK_TITLE_MAX_LENGTH)


def clean_links(links: list[Link]) -> list[Link]:
    """Those that lead somewhere; one without a title is shown by its address."""
    cleaned = [
        {"title": clean_link_title(link["title"]), "url": clean_url(link["url"])} for link in links
    ]
    kept = [link for link in cleaned if link["url"]]
    if len(kept) > MAX_LINKS:
        raise ValidationError(
            _("You can add up to %(most)d links."),
            code="too_many_links",
            params={"most": MAX_LINKS},
        )
    return kept


def _clean_name(text: str) -> str:
    return _short(text, DISPLAY_NAME_MAX_LENGTH)


def _clean_bio(text: str) -> str:
    lines = clean_text(text)
    if len(lines) > BIO_MAX_LENGTH:
        raise _too_long(BIO_MAX_LENGTH)
    return lines


def is_supported_language(code: str) -> bool:
    return code in dict(settings.LANGUAGES)


def _clean_language(code: str) -> str:
    if not is_supported_language(code):
        raise ValidationError(_("This language isn't available."), code="unknown_language")
    return code


def _short(text: str, longest: int) -> str:
    line = clean_line(text)
    if len(line) > longest:
        raise _too_long(longest)
    return line


def _too_long(most: int) -> ValidationError:
    return ValidationError(
        _("Use at most %(most)d characters."), code="max_length", params={"most": most}
    )


def _no_address() -> ValidationError:
    return ValidationError(
        _("Enter a web address, such as https://example.org."), code="invalid_url"
    )


_CLEANERS: dict[str, Callable[[Any], Any]] = {
    "display_name": _clean_name,
    "bio": _clean_bio,
    "website": clean_url,
    "links": clean_links,
    "language": _clean_language,
}
