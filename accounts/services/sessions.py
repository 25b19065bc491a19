"""Sessions: a signed-in browser, or an app with its family of refresh tokens, one good at a time.

Tokens are opaque; only their SHA-256 is kept. A token that was replaced more than ten seconds
ago and comes back was stolen, by or from its owner: the whole family is revoked (RFC 9700, 4.14).
Times are the database's, so that no server's clock lets a token live longer.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.auth.access_tokens import access_token
from accounts.clients.client import Client
from accounts.events import SessionsEnded
from accounts.models import RefreshToken, Session, User
from accounts.querysets import SessionQuerySet
from core.errors import ConflictError, DomainError
from core.outbox import emit

# Two tabs, or an app whose answer got lost, may ask twice.
REUSE_GRACE = timedelta(seconds=10)
WEB_LIFETIME = timedelta(seconds=settings.SESSION_COOKIE_AGE)
# A write for each request would cost more than it tells.
TOUCH_EVERY = timedelta(minutes=5)
# How long an ended session stays in the table, for whoever asks what happened.
KEPT_AFTER_END = timedelta(days=30)


class BadRefreshTokenError(DomainError):
    status = 401
    code = "authentication_failed"
    detail = _("Please log in again.")


class RetryError(ConflictError):
    code = "retry"
    detail = _("This token was replaced a moment ago. Use the new one.")


@dataclass(frozen=True)
class TokenPair:
    """What an app gets: `refresh` goes into the cookie and nowhere else."""

    user: User
    session: Session
    access: str
    refresh: str


@transaction.atomic
def start_session(*, user: User, client: Client = Client.UNKNOWN) -> TokenPair:
    """Sign an app in, for somebody who has shown who they are."""
    session = _open(user, Session.Kind.APP, client, _lifetime())
    return TokenPair(user, session, access_token(session), _new_token(session))


def start_web_session(*, user: User, client: Client = Client.UNKNOWN) -> Session:
    """Sign a browser in; its cookie leads to the session."""
    return _open(user, Session.Kind.WEB, client, WEB_LIFETIME)


def touch_session(*, session: Session, client: Client) -> bool:
    """Note that somebody is there, at most every few minutes; answers whether it was noted.

    A browser's session lives on by that.
    """
    if timezone.now() - session.last_seen_at < TOUCH_EVERY:
        return False
    seen: dict[str, Any] = {"last_seen_at": Now(), "address": client.address}
    if session.kind == Session.Kind.WEB:
        seen["expires_at"] = Now() + WEB_LIFETIME
    return bool(Session.objects.filter(pk=session.pk, revoked_at=None).update(**seen))


def refresh_session(*, token: str, client: Client = Client.UNKNOWN) -> TokenPair:
    """Swap a refresh token for its successor.

    Raises BadRefreshTokenError, and RetryError for one that was replaced a moment ago.
    """
    signed_in = _swap(_digest(token), client)
    if signed_in is None:
        raise BadRefreshTokenError
    return signed_in


@transaction.atomic
def end_session(*, session: Session) -> None:
    """Sign out there: no cookie and no token of it is good any more; again is no change."""
    _end(Session.objects.filter(pk=session.pk), session.user_id)


@transaction.atomic
def end_sessions(*, user: User, but: Session | None = None) -> None:
    """Sign a person out everywhere, `but` where they are now."""
    mine = Session.objects.filter(user=user)
    _end(mine.exclude(pk=but.pk) if but else mine, user.pk)


def sweep_sessions() -> None:
    """Forget what ended long ago; a chore."""
    Session.objects.filter(expires_at__lt=Now() - KEPT_AFTER_END).delete()
    Session.objects.filter(revoked_at__lt=Now() - KEPT_AFTER_END).delete()


def _end(sessions: SessionQuerySet, user_id: UUID) -> None:
    if sessions.filter(revoked_at=None).update(revoked_at=Now()):
        emit(SessionsEnded(user_id=user_id))


def _open(user: User, kind: Session.Kind, client: Client, lifetime: timedelta) -> Session:
    session = Session.objects.create(
        user=user,
        kind=kind,
        user_agent=client.user_agent,
        address=client.address,
        expires_at=Now() + lifetime,
    )
    # What the database wrote itself.
    session.refresh_from_db(fields=["expires_at", "last_seen_at"])
    return session


@transaction.atomic
def _swap(digest: bytes, client: Client) -> TokenPair | None:
    """None where the token is no good. The family's row lock lets one refresh through at a time.

    A revocation must be committed, so it is told by the answer and not by an exception.
    """
    standing = Session.objects.active().select_related("user").select_for_update(of=("self",))
    session = standing.filter(refresh_tokens__digest=digest).first()
    if session is None:
        return None
    # Read under the lock: another refresh may have replaced it while we waited.
    known = RefreshToken.objects.filter(digest=digest, created_at__gt=Now() - _lifetime())
    token = known.annotate(is_recent=Q(replaced_at__gt=Now() - REUSE_GRACE)).first()
    if token is None:
        return None
    if token.replaced_at is None:
        return _succeed(session, token, client)
    if token.is_recent:
        raise RetryError
    end_session(session=session)
    return None


def _succeed(session: Session, token: RefreshToken, client: Client) -> TokenPair:
    RefreshToken.objects.filter(pk=token.pk).update(replaced_at=Now())
    session.refresh_tokens.filter(created_at__lte=Now() - _lifetime()).delete()
    Session.objects.filter(pk=session.pk).update(
        expires_at=Now() + _lifetime(), last_seen_at=Now(), address=client.address
    )
    return TokenPair(session.user, session, access_token(session), _new_token(session))


def _new_token(session: Session) -> str:
    token = secrets.token_urlsafe(32)
    RefreshToken.objects.create(digest=_digest(token), session=session)
    return token


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _lifetime() -> timedelta:
    lifetime: timedelta = settings.REFRESH_TOKEN_LIFETIME
    return lifetime
