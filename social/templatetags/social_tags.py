"""Follows in numbers, and the reasons for suggestions."""

from functools import lru_cache

from django import template
from django.db import connection
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from accounts.models import User
from core.templatetags.core_tags import counted
from core.web.slots import fill, keep, slot
from social.selectors import Suggestion, requests_count

register = template.Library()

# A badge has room for two digits.
BADGE_MAX = 99
# All that a suggestion shows of its user.
SUGGESTED_FIELDS = (
    *("id", "username", "display_name", "avatar"),
    *("is_verified", "is_private", "followers_count"),
)


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


@register.simple_tag(takes_context=True)
def suggestion_row(context: Context, suggestion: Suggestion) -> SafeString:
    """A user to follow, rendered once for what is shown of them; nothing of it is the viewer's."""
    shown = tuple(getattr(suggestion.user, name) for name in SUGGESTED_FIELDS)
    row = _suggestion_row(shown, followed_by(suggestion), get_language())
    values = {"csrf": context["csrf_token"], "here": context["request"].get_full_path()}
    filled = fill(row, lambda name: conditional_escape(str(values[name])).encode())
    return mark_safe(filled.decode())  # noqa: S308 - of a template


@lru_cache(maxsize=2_000)
def _suggestion_row(shown: tuple[object, ...], reason: str, _language: str) -> bytes:
    user = User.from_db(connection.alias, SUGGESTED_FIELDS, shown)
    context = {"person": user, "said": reason, "is_kept": True, "csrf_token": slot("csrf")}
    return keep(render_to_string("social/_suggestion.html", context).encode())
