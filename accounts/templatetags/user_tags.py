"""How users are shown on pages."""

import re

from django import template
from django.http import HttpRequest
from django.template import Context

from accounts import avatars
from accounts.models import User
from accounts.services.email_addresses import pending_email

register = template.Library()


@register.filter
def avatar_url(user: User) -> str | None:
    """The URL of a user's avatar, or None."""
    return avatars.avatar_url(user)


@register.filter
def bare_address(url: str) -> str:
    """A link as people read it: `https://www.example.org/` is example.org."""
    return re.sub(r"^https?://(www\.)?", "", url).removesuffix("/")


@register.filter
def host(url: str) -> str:
    """Where a link leads, whatever its title says."""
    return bare_address(url).partition("/")[0]


@register.simple_tag
def unverified_address(user: User) -> str | None:
    """The address the user signed up with and has not verified, if any."""
    return pending_email(user=user)


@register.simple_tag(takes_context=True)
def current_place(context: Context) -> str:
    """The place of the app that the page is, as navigation marks it: `home`, `direct`, `create`,
    `profile` for the viewer's own, or blank."""
    request: HttpRequest | None = context.get("request")
    if request is None or request.resolver_match is None:
        return ""
    name = request.resolver_match.view_name
    if name == "profile":
        is_own = request.resolver_match.kwargs["username"] == context["user"].username
        return name if is_own else ""
    if name.startswith("direct"):
        return "direct"
    return name if name in {"home", "create"} else ""
