"""What somebody may not do yet."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import ForbiddenError


class EmailNotVerifiedError(ForbiddenError):
    code = "email_not_verified"
    detail = _("Please verify your email address first. We sent you a code.")


def require_verified(*, user: User) -> None:
    """Hold back what others get to see, where the site wants verified addresses.

    Reading, liking and following are free. Raises EmailNotVerifiedError.
    """
    if settings.REQUIRE_VERIFIED_EMAIL and not user.email:
        raise EmailNotVerifiedError
