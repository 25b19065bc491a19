"""Sessions: a logged-in browser, or an app with its family of refresh tokens, one good at a time.

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
from django.contrib.sessions.models import Session as CookieSession
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
from core.db.rows import delete_expired
from core.db.transactions import atomic
from core.errors import ConflictError, DomainError
from core.outbox import emit
from core.refusals import record_refusal

# Two tabs, or an app that lost the response, may send a token twice.
REUSE_GRACE = timedelta(seconds=10)
WEB_LIFETIME = timedelta(seconds=settings.SESSION_COOKIE_AGE)
# A write on each request would cost too much.
TOUCH_EVERY = timedelta(minutes=5)
# How long an ended session stays in the table, for inquiries.
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
    """An app's session and tokens; `refresh` goes into the cookie and nowhere else."""

    user: User
    session: Session
    access: str
    refresh: str


@transaction.atomic(savepoint=False)
def start_session(*, user: User, client: Client = Client.UNKNOWN) -> TokenPair:
    """An app's session, with its tokens. All factors must have been shown."""
    session = _open(user, Session.Kind.APP, client, _lifetime())
    return TokenPair(user, session, access_token(session), _new_token(session))


def start_web_session(*, user: User, client: Client = Client.UNKNOWN) -> Session:
    """A browser's session, which its cookie leads to. All factors must have been shown."""
    return _open(user, Session.Kind.WEB, client, WEB_LIFETIME)


def touch_session(*, session: Session, client: Client) -> bool:
    """Note the session's use, at most every TOUCH_EVERY. Returns whether it was written.

    This prolongs a browser's session.
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
    logged_in = _swap(_digest(token), client)
    if logged_in is None:
        raise BadRefreshTokenError
    return logged_in


@atomic
def end_session(*, session: Session) -> None:
    """Log out: the session's cookie and tokens stop working. Idempotent."""
    _end(Session.objects.filter(pk=session.pk), session.user_id)


@atomic
def end_sessions(*, user: User, but: Session | None = None) -> None:
    """Log a user out everywhere, `but` for this session. Idempotent."""
    mine = Session.objects.filter(user=user)
    _end(mine.exclude(pk=but.pk) if but else mine, user.pk)


def purge_ended_sessions() -> None:
    """Delete the sessions that ended long ago, and those that browsers' cookies lead to.

    Runs periodically.
    """
    delete_expired(Session.objects.filter(expires_at__lt=Now() - KEPT_AFTER_END))
    delete_expired(Session.objects.filter(revoked_at__lt=Now() - KEPT_AFTER_END))
    delete_expired(CookieSession.objects.filter(expire_date__lt=Now()))


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
    # Both by the clock of the one statement that wrote them.
    session.expires_at = session.last_seen_at + lifetime
    return session


@atomic
def _swap(digest: bytes, client: Client) -> TokenPair | None:
    """None for an invalid token. The session's row lock lets one refresh through at a time.

    A revocation must be committed, so None reports it instead of an exception.
    """
    active = Session.objects.active().select_related("user").select_for_update(of=("self",))
    session = active.filter(refresh_tokens__digest=digest).first()
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
    record_refusal("refresh_token_reused", user_id=session.user_id)
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
