"""Forms as a browser sends them."""

from typing import Any

from accounts.models import User
from tests.factories import PASSWORD

PROFILE = "/accounts/settings/profile/"
LANGUAGE = "/accounts/settings/language/"
APPEARANCE = "/accounts/settings/appearance/"
DEACTIVATE = "/accounts/settings/account/deactivate/"
DELETE = "/accounts/settings/account/delete/"
ME = "/api/v1/users/me"

SURE = {"password": PASSWORD}


def profile(**given: Any) -> dict[str, Any]:
    """A whole form, blank but for what is given."""
    rows = {f"link_{part}_{n}": "" for n in range(4) for part in ("title", "url")}
    return {"display_name": "", "bio": "", "website": "", "crop": "", **rows, **given}


def reread(user: User) -> User:
    found: User = User.objects.get(pk=user.pk)
    return found
