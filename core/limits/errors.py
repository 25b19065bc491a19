"""What somebody is told who was too fast."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.errors import DomainError
from core.limits.standing import Standing


class LimitedError(DomainError):
    """Too much of something in too short a time; `retry_after` seconds from now there is room."""

    status = 429
    code = "throttled"
    detail = _("Too many tries in a short time.")

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.retry_after = standing.wait
        super().__init__(_words(standing.wait))


def _words(seconds: int) -> str:
    """Rounded up, so that whoever waits as long as they are told is let in."""
    if seconds < 60:
        return (
            ngettext(
                "Too many tries in a short time. Please try again in %d second.",
                "Too many tries in a short time. Please try again in %d seconds.",
                seconds,
            )
            % seconds
        )
    minutes = -(-seconds // 60)
    if minutes < 60:
        return (
            ngettext(
                "Too many tries in a short time. Please try again in %d minute.",
                "Too many tries in a short time. Please try again in %d minutes.",
                minutes,
            )
            % minutes
        )
    hours = -(-seconds // 3600)
    return (
        ngettext(
            "Too many tries in a short time. Please try again in %d hour.",
            "Too many tries in a short time. Please try again in %d hours.",
            hours,
        )
        % hours
    )
