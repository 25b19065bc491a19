"""The error of a limit that is used up."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.errors import DomainError
from core.limits.quota import Quota


class LimitedError(DomainError):
    """Too many attempts; one more is allowed in `retry_after` seconds."""

    status = 429
    code = "throttled"
    detail = _("Too many attempts.")
    retry_after: int

    def __init__(self, quota: Quota) -> None:
        self.retry_after = quota.reset_after
        super().__init__(_message(quota.reset_after))


def _message(seconds: int) -> str:
    """Rounded up: who waits that long has an attempt left."""
    if seconds < 60:
        message = ngettext(
            "Too many attempts. Please try again in %(n)d second.",
            "Too many attempts. Please try again in %(n)d seconds.",
            seconds,
        )
        return message % {"n": seconds}
    minutes = -(-seconds // 60)
    if minutes < 60:
        message = ngettext(
            "Too many attempts. Please try again in %(n)d minute.",
            "Too many attempts. Please try again in %(n)d minutes.",
            minutes,
        )
        return message % {"n": minutes}
    hours = -(-seconds // 3600)
    message = ngettext(
        "Too many attempts. Please try again in %(n)d hour.",
        "Too many attempts. Please try again in %(n)d hours.",
        hours,
    )
    return message % {"n": hours}
