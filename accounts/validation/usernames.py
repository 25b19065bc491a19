"""The rules of usernames."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

USERNAME_MAX_LENGTH = 30
# Also the table's own constraint.
PATTERN = r"[a-z0-9._]{1,30}"

# First path segments of the site's URLs, now or later, and words for everyone or no one.
_WORDS = """
    .well-known _protected about accounts all anonymous anybody anyone api appeals apps archive
    assets blog careers channel collections contact create developers direct discover docs download
    drafts everybody everyone explore export feed follow-requests followers following friends
    hashtag healthz help here highlights home import info jobs legal live login logout manifest
    manifest.webmanifest marketing me media messages metrics moderation new news nobody none
    notifications null oembed offline p password places posts press privacy readyz reels register
    report reports sales saved schema search settings share shop signin signup static status
    stories suggestions sw.js tags terms tv undefined upload uploads user users verified welcome
    well-known ws www
""".split()  # noqa: SIM905 - a list of words to read
# Whose messages users would trust, and mailboxes of RFC 2142. Periods and underscores make no
# difference.
_ROLES = frozenset(
    """
    abuse admin administrator admins daemon donotreply ftp helpdesk hostmaster instapro
    instaprohelp instaproofficial instaprosupport instaproteam mailerdaemon mod moderator
    moderators mods noc noreply official owner postmaster root security staff support sysadmin
    system team usenet uucp webmaster
    """.split()  # noqa: SIM905 - as above
)
# Files that crawlers, browsers and attackers look for at the root of a site.
_FILE = re.compile(r".+\.(?:txt|xml|ico|json|webmanifest|html?|php|aspx?)|(?:favicon|apple.*)\.png")
RESERVED = frozenset(_WORDS) | _ROLES


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
        raise ValidationError(
            _("Usernames have 1 to %(most)d characters."),
            code="invalid_username",
            params={"most": USERNAME_MAX_LENGTH},
        )
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
    if is_reserved(username):
        raise ValidationError(_("That username is taken."), code="username_taken")


def is_reserved(username: str) -> bool:
    """Whether no user may take it: it is the site's own, or would pass for it."""
    plain = username.replace(".", "").replace("_", "")
    is_file = _FILE.fullmatch(username) is not None
    return username in RESERVED or plain in _ROLES or is_file


VALIDATORS = [validate_username]
