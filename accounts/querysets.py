"""Which users a viewer may see, and which sessions are active."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AnonymousUser, UserManager
from django.db import models
from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower, Now

from accounts.validation import emails, usernames
from core.db.conditions import HasRow
from core.text.search import PrefixQuery, WordVector, clean_query

if TYPE_CHECKING:
    # The type parameters below.
    from accounts.models import FormerUsername, Session, User  # noqa: F401


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """The users that `viewer` may see: not hidden, and without a block in either direction."""
        blocked = HasRow("social.Block", blocker=viewer.pk, blocked=F("pk"))
        return self.known_to(viewer).filter(~blocked)

    def known_to(self, viewer: "User | AnonymousUser") -> Self:
        """As `visible_to`, with the users that `viewer` blocks, who must be found to be unblocked.

        Suspended users are hidden; deactivated ones are visible to themselves only.
        """
        blocking = HasRow("social.Block", blocker=F("pk"), blocked=viewer.pk)
        return self.filter(Q(deactivated_at=None) | Q(pk=viewer.pk), ~blocking, is_active=True)

    def open_to(self, viewer: "User | AnonymousUser") -> Self:
        """Those of the visible whose posts and lists `viewer` may read: a private account's own
        and its followers' only."""
        followed = HasRow("social.Follow", follower=viewer.pk, following=F("pk"))
        is_open = Q(is_private=False) | Q(pk=viewer.pk) | Q(followed)
        return self.visible_to(viewer).filter(is_open)

    def named(self, username: str) -> Self:
        """The user of a username, in any case, or for whom it is held. An impossible username
        costs no query."""
        username = usernames.normalise(username)
        if not usernames.is_username(username):
            return self.none()
        holders = self.model.objects.filter(
            is_held("former_usernames__"), former_usernames__username=username
        )
        # One comparison, so that it is one look into the index. A held name has no other user.
        current = Subquery(holders.values("username")[:1])
        return self.filter(username=Coalesce(current, Value(username)))

    def matching(self, q: str) -> Self:
        """Users whose username starts with `q`, or whose display name has, for each word of `q`,
        a word that starts with it. All of them for a blank `q`."""
        cleaned = clean_query(q)
        if not cleaned:
            return self if cleaned == "" else self.none()
        by_username = Q(username__startswith=usernames.normalise(cleaned.removeprefix("@")))
        by_name = Q(name_words=PrefixQuery(cleaned))
        return self.alias(name_words=WordVector("display_name")).filter(by_username | by_name)

    def with_email(self, email: str) -> Self:
        """The user with this verified address, in any case, by the unique index."""
        email = emails.normalise(email)
        # PostgreSQL accepts neither NUL nor half a surrogate pair.
        if not email.isascii() or "\0" in email:
            return self.none()
        return self.alias(lower_email=Lower("email")).filter(lower_email=email)


class Users(UserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's manager, with our scopes and our spelling of names."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """As `named`, so that Django's commands know what is taken. Raises User.DoesNotExist."""
        found: User = self.named(username or "").get()
        return found

    def _create_user_object(
        self, username: str, email: str | None, password: str | None, **fields: Any
    ) -> "User":
        """Behind `create_user` and `create_superuser`: full-width letters stay what they are."""
        address = emails.normalise(email) if email else None
        user: User = self.model(username=usernames.normalise(username), email=address, **fields)
        user.set_password(password)
        return user


def is_held(prefix: str = "") -> Q:
    """Of a former username, to which `prefix` leads from another model: it is held now."""
    return Q(**{f"{prefix}expires_at__gt": Now()})


class FormerUsernameQuerySet(models.QuerySet["FormerUsername"]):
    def held(self) -> Self:
        return self.filter(is_held())


class SessionQuerySet(models.QuerySet["Session"]):
    def active(self) -> Self:
        """Neither revoked nor expired, of a user who is neither suspended nor deactivated."""
        return self.filter(
            revoked_at=None,
            expires_at__gt=Now(),
            user__is_active=True,
            user__deactivated_at=None,
        )
