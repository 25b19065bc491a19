"""Who is there to be seen, and by whom."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser, UserManager
from django.db import models

if TYPE_CHECKING:
    from accounts.models import User


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """The people whose profile `viewer` may open."""
        return self.filter(is_active=True)

    def named(self, username: str) -> Self:
        return self.filter(username=username.lower())


class Users(UserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager, with our scopes; `create_superuser` needs no display name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        found: User = self.get(username=(username or "").lower())
        return found
