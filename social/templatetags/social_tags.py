"""Follows in numbers, and the reasons for suggestions."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import User
from core.templatetags.core_tags import counted
from social.selectors import Suggestion, requests_count

register = template.Library()

# A badge has room for two digits.
BADGE_MAX = 99


@register.simple_tag
def requests_badge(user: object) -> int:
    """How many requests wait for `user`, once for every page: counted up to BADGE_MAX + 1.

    No query unless the account is private: only then there are any. An error page has no user.
    """
    if not isinstance(user, User) or not user.is_private:
        return 0
    return requests_count(viewer=user, most=BADGE_MAX + 1)


@register.filter
def short_badge(number: int) -> str:
    return f"{BADGE_MAX}+" if number > BADGE_MAX else str(number)


@register.simple_tag
def requests_counted(number: int) -> SafeString:
    """A sentence with the number of the badge."""
    if number > BADGE_MAX:
        return format_html("{}", _("%(n)s+ follow requests") % {"n": BADGE_MAX})
    return counted(
        "requests",
        number,
        zero=_("No follow requests"),
        say=lambda n: ngettext("{} follow request", "{} follow requests", n),
    )


@register.filter
def followed_by(suggestion: Suggestion) -> str:
    """The reason for a suggestion; blank where it is popularity alone."""
    names = [user.username for user in suggestion.followed_by]
    if not names:
        return ""
    others = suggestion.followed_by_count - 1
    if not others:
        return pgettext("why one is suggested", "Followed by %(name)s") % {"name": names[0]}
    if others == 1 and len(names) == 2:
        return _("Followed by %(name)s and %(other)s") % {"name": names[0], "other": names[1]}
    said = ngettext(
        "Followed by %(name)s and %(n)s other", "Followed by %(name)s and %(n)s others", others
    )
    return said % {"name": names[0], "n": others}
