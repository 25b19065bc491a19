"""Who is there to be seen, and by whom; which sessions stand."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser, UserManager
from django.db import models
from django.db.models.functions import Lower, Now

from accounts import emails, usernames

if TYPE_CHECKING:
    from accounts.models import Session, User  # noqa: F401 - the type parameter below


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """The people whose profile `viewer` may open."""
        return self.filter(is_active=True)

    def named(self, username: str) -> Self:
        """Whoever has this username, in any case. What nobody may be called asks nothing."""
        username = usernames.normalise(username)
        return self.filter(username=username) if usernames.is_username(username) else self.none()

    def with_email(self, email: str) -> Self:
        """Whoever has this address, in any case, by the unique index."""
        email = emails.normalise(email)
        # PostgreSQL takes no NUL; half a surrogate pair is no text either.
        if not email.isascii() or "\0" in email:
            return self.none()
        return self.alias(lower_email=Lower("email")).filter(lower_email=email)


class Users(UserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager, with our scopes and our spelling of names."""

    def get_by_natural_key(self, username: str | None) -> "User":
        found: User = self.get(username=usernames.normalise(username or ""))
        return found

    def _create_user_object(
        self, username: str, email: str | None, password: str | None, **fields: Any
    ) -> "User":
        """Behind `create_user` and `create_superuser`: full-width letters stay what they are."""
        user: User = self.model(
            username=usernames.normalise(username), email=emails.normalise(email or ""), **fields
        )
        user.set_password(password)
        return user


class SessionQuerySet(models.QuerySet["Session"]):
    def standing(self) -> Self:
        """Neither revoked nor expired, of somebody who is active."""
        return self.filter(revoked_at=None, expires_at__gt=Now(), user__is_active=True)
