"""Light or dark, for each browser: a cookie, so that pages come in the right colours at once."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COOKIE = "theme"
COOKIE_AGE = 60 * 60 * 24 * 365


@dataclass(frozen=True)
class Theme:
    """`key` is what the cookie holds, blank for none; `icon` a drawing of the sprite."""

    key: str
    icon: str
    label: str | Promise


THEMES = [
    Theme("", "device", _("System")),
    Theme("light", "sun", _("Light")),
    Theme("dark", "moon", _("Dark")),
]


def set_theme_cookie(response: HttpResponse, key: str) -> None:
    """An unknown key means the system's theme. `theme.js` writes the same cookie."""
    if key in {theme.key for theme in THEMES if theme.key}:
        response.set_cookie(
            COOKIE,
            key,
            max_age=COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
