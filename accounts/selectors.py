"""Reading people."""

from collections.abc import Iterable
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models.functions import Now

from accounts.models import Session, User
from core.errors import NotFoundError
from core.pagination import Cursor, Page, paginate


def get_visible_user(*, viewer: User | AnonymousUser, username: str) -> User:
    """The person of a username in any case. Raises NotFoundError."""
    person: User | None = User.objects.visible_to(viewer).named(username).first()
    if person is None:
        raise NotFoundError
    return person


def find_by_login(*, login: str) -> User | None:
    """Whoever signs in by this username or e-mail, active or not; no username has an @ in it.

    An account whose time to change one's mind is over is nobody's, erased already or not.
    """
    people = User.objects.with_email(login) if "@" in login else User.objects.named(login)
    found: User | None = people.exclude(erase_at__lte=Now()).first()
    return found


def find_session(*, session_id: UUID) -> Session | None:
    """A session that stands, with its person; one query."""
    standing = Session.objects.active().select_related("user")
    found: Session | None = standing.filter(pk=session_id).first()
    return found


def sessions_of(*, viewer: User) -> list[Session]:
    """Where somebody is signed in, the latest seen first."""
    return list(Session.objects.active().filter(user=viewer).order_by("-last_seen_at", "-id"))


def own_sessions_page(*, viewer: User, cursor: Cursor | None, limit: int) -> Page[Session]:
    """As `sessions_of`, page by page, the latest sign-in first."""
    mine = Session.objects.active().filter(user=viewer)
    return paginate(mine, cursor=cursor, limit=limit)


def get_own_session(*, viewer: User, session_id: UUID) -> Session:
    """One of one's own sessions that stands. Raises NotFoundError."""
    found = Session.objects.active().filter(user=viewer, pk=session_id).first()
    if found is None:
        raise NotFoundError
    return found


def passkeys_of(*, viewer: User) -> list[Authenticator]:
    """One's own, the first one first, each with its person."""
    own = Authenticator.objects.filter(user=viewer, type=Authenticator.Type.WEBAUTHN)
    return list(own.select_related("user").order_by("pk"))


def get_own_passkey(*, viewer: User, passkey_id: int) -> Authenticator:
    """Raises NotFoundError."""
    for passkey in passkeys_of(viewer=viewer):
        if passkey.pk == passkey_id:
            return passkey
    raise NotFoundError


def active_session_ids(*, session_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the sessions that still stand; one query."""
    standing = Session.objects.active().filter(pk__in=session_ids)
    return set(standing.values_list("pk", flat=True))
