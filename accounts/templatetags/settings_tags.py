"""The list of settings pages."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()


@dataclass(frozen=True)
class Section:
    """A settings page: its route is `settings_<key>`, and `icon` a drawing of the sprite."""

    key: str
    icon: str
    label: str | Promise
    hint: str | Promise
    # Also there for visitors: kept by the browser.
    is_open: bool = False

    @property
    def url(self) -> str:
        return reverse(f"settings_{self.key}")


SECTIONS = [
    Section("profile", "person", _("Profile"), _("Name, photo, bio and links")),
    Section("privacy", "lock", _("Privacy"), _("Who can see your posts")),
    Section("blocked", "block", _("Blocked accounts"), _("They can't find or contact you")),
    Section("muted", "mute", _("Muted accounts"), _("You don't see their posts")),
    Section(
        "close_friends", "star", _("Close friends"), _("See the posts you share with close friends")
    ),
    Section("hashtags", "hashtag", _("Followed hashtags"), _("Their posts show up in your feed")),
    Section("tags", "tagged", _("Photos of you"), _("Photos you're tagged in")),
    Section("comments_and_tags", "comment", _("Comments and tags"), _("Filters and tag approval")),
    Section("messages", "direct", _("Messages"), _("Who can message you, and what they see")),
    Section("security", "shield", _("Security"), _("Password, email and two-factor login")),
    Section("sessions", "device", _("Sessions"), _("Where you're logged in")),
    Section("appearance", "moon", _("Appearance"), _("Light or dark"), is_open=True),
    Section("language", "globe", _("Language"), _("For pages and emails"), is_open=True),
    Section("account", "leave", _("Account"), _("Username, deactivate or delete")),
]


@register.simple_tag(takes_context=True)
def settings_sections(context: Context) -> list[Section]:
    known = context["user"].is_authenticated
    return [section for section in SECTIONS if known or section.is_open]


@register.simple_tag
def section_label(key: str) -> str:
    """The title of a settings page; blank on a page that sets its own."""
    return next((str(section.label) for section in SECTIONS if section.key == key), "")
