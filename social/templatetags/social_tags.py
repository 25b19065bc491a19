"""How the graph is told in numbers."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.core_tags import counted

register = template.Library()


@register.simple_tag
def requests_counted(number: int) -> SafeString:
    return counted(
        "requests",
        number,
        zero=_("No follow requests"),
        say=lambda n: ngettext("{} follow request", "{} follow requests", n),
    )
