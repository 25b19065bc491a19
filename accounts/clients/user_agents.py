"""A device in words: what a `User-Agent` header says of itself."""

from django.utils.translation import gettext as _
from ua_parser import parse


def device_name(user_agent: str) -> str:
    """Such as "Firefox on Windows", in the reader's language; never empty."""
    told = parse(user_agent)
    program = told.user_agent.family if told.user_agent else ""
    system = told.os.family if told.os else ""
    if program and system:
        return _("%(program)s on %(system)s") % {"program": program, "system": system}
    return program or system or user_agent.partition("/")[0][:40].strip() or _("Unknown device")


def is_mobile(user_agent: str) -> bool:
    """Whether to draw a phone rather than a computer."""
    told = parse(user_agent).os
    return bool(told and told.family in {"iOS", "Android"})
