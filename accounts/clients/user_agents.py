"""Names of devices, from the `User-Agent` header."""

from django.utils.translation import gettext as _
from ua_parser import parse


def device_name(user_agent: str) -> str:
    """Such as "Firefox on Windows", in the reader's language; never empty."""
    parsed = parse(user_agent)
    program = parsed.user_agent.family if parsed.user_agent else ""
    system = parsed.os.family if parsed.os else ""
    if program and system:
        return _("%(program)s on %(system)s") % {"program": program, "system": system}
    return program or system or user_agent.partition("/")[0][:40].strip() or _("Unknown device")


def is_mobile(user_agent: str) -> bool:
    """Whether to draw a phone rather than a computer."""
    system = parse(user_agent).os
    return bool(system and system.family in {"iOS", "Android"})
