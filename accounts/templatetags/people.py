"""How a person comes onto a page."""

from django import template

from accounts import avatars
from accounts.models import User

register = template.Library()


@register.filter
def avatar_url(person: User) -> str | None:
    """The URL of a person's portrait; None where they have none."""
    return avatars.avatar_url(person)
