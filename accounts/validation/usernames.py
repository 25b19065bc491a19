"""The rules of usernames."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

USERNAME_MAX_LENGTH = 30
# Also the table's own constraint.
PATTERN = r"[a-z0-9._]{1,30}"

# First path segments of the site's URLs, now or later, and names that users would trust.
RESERVED = frozenset(
    """
    .well-known _protected about accounts admin administrator api appeals apps archive assets
    blog careers
    collections contact create developers direct discover docs download drafts explore export
    favicon.ico feed follow-requests followers following hashtag healthz help highlights home
    import instapro
    jobs legal live login logout manifest.webmanifest me media messages metrics moderation
    moderator new notifications oembed offline p password places posts press privacy readyz
    reels register report reports robots.txt root saved schema search security settings share
    shop signin signup sitemap.xml static status stories suggestions support sw.js system tags
    terms tv upload uploads user users verified welcome well-known ws www
    """.split()  # noqa: SIM905 - a list of words to read
)


def normalise(username: str) -> str:
    """The stored form: without blanks around it, in lower case.

    Only ASCII is lowered: the Kelvin sign, for one, would become a plain k.
    """
    username = username.strip()
    return username.lower() if username.isascii() else username


def is_username(username: str) -> bool:
    """Whether this can be a username; if not, there is no need to look for it."""
    return re.fullmatch(PATTERN, username) is not None


def validate_username(username: str) -> None:
    """Raises ValidationError with the reason."""
    username = normalise(username)
    if not 1 <= len(username) <= USERNAME_MAX_LENGTH:
        raise ValidationError(_("Usernames have 1 to 30 characters."), code="invalid_username")
    if not is_username(username):
        raise ValidationError(
            _("Usernames can only use letters a-z, numbers, periods and underscores."),
            code="invalid_username",
        )
    if username.startswith(".") or username.endswith(".") or ".." in username:
        raise ValidationError(
            _("Usernames can't start or end with a period or have two in a row."),
            code="invalid_username",
        )
    if username in RESERVED:
        raise ValidationError(_("That username is taken."), code="username_taken")


VALIDATORS = [validate_username]
