"""What needs a verified email address."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import ForbiddenError


class EmailNotVerifiedError(ForbiddenError):
    code = "email_not_verified"
    detail = _("Please verify your email address first. We sent you a code.")


def require_verified(*, user: User) -> None:
    """Raises EmailNotVerifiedError where the site requires a verified address.

    For what others get to see; reading, liking and following need none.
    """
    if settings.REQUIRE_VERIFIED_EMAIL and not user.email:
        raise EmailNotVerifiedError
