"""Signing apps in: a session is a family of refresh tokens, of which one is good at a time.

Tokens are opaque; only their SHA-256 is kept. A token that was replaced more than ten seconds
ago and comes back was stolen, by or from its owner: the whole family is revoked (RFC 9700, 4.14).
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import RefreshToken, Session, User
from accounts.tokens import access_token
from core.errors import ConflictError, DomainError

# Two tabs, or an app whose answer got lost, may ask twice.
GRACE = timedelta(seconds=10)


class WrongCredentialsError(DomainError):
    status = 401
    code = "authentication_failed"
    detail = _("The name or the password is wrong.")


class BadRefreshTokenError(DomainError):
    status = 401
    code = "invalid_refresh_token"
    detail = _("Please sign in again.")


class RetryError(ConflictError):
    code = "retry"
    detail = _("This token was refreshed a moment ago. Use its successor.")


@dataclass(frozen=True)
class SignedIn:
    """What an app gets: `refresh` goes into the cookie and nowhere else."""

    user: User
    access: str
    refresh: str


def sign_in_app(*, login: str, password: str, user_agent: str = "") -> SignedIn:
    """Sign in by username or e-mail in any case. Raises WrongCredentialsError.

    An unknown name costs the time of a hash too, so that time does not tell who is here.
    """
    name = login.strip()
    user = User.objects.filter(Q(username=name.lower()) | Q(email__iexact=name)).first()
    if user is None:
        make_password(password)
        raise WrongCredentialsError
    if not user.check_password(password) or not user.is_active:
        raise WrongCredentialsError
    return start_session(user=user, user_agent=user_agent)


@transaction.atomic
def start_session(*, user: User, user_agent: str = "") -> SignedIn:
    session = Session.objects.create(user=user, user_agent=user_agent[:300], expires_at=_expiry())
    return SignedIn(user, access_token(session), _new_token(session))


def refresh_session(*, token: str) -> SignedIn:
    """Swap a refresh token for its successor.

    Raises BadRefreshTokenError, and RetryError for one that was replaced a moment ago.
    """
    signed_in = _swap(token)
    if signed_in is None:
        raise BadRefreshTokenError
    return signed_in


@transaction.atomic
def end_session(*, session: Session) -> None:
    """Revoke the family: no token of it is good any more; again is no change."""
    Session.objects.filter(pk=session.pk, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def _swap(token: str) -> SignedIn | None:
    """None where the token is no good. The family's row lock lets one refresh through at a time;

    a revocation must be committed, so it is told by the answer and not by an exception.
    """
    digest = _digest(token)
    found = Session.objects.select_for_update(of=("self",)).select_related("user")
    session = found.filter(refresh_tokens__digest=digest).first()
    if session is None or not _stands(session):
        return None
    known = RefreshToken.objects.get(digest=digest)
    if known.replaced_at is None:
        return _succeed(session, known)
    if timezone.now() - known.replaced_at <= GRACE:
        raise RetryError
    end_session(session=session)
    return None


def _succeed(session: Session, known: RefreshToken) -> SignedIn:
    now = timezone.now()
    RefreshToken.objects.filter(pk=known.pk).update(replaced_at=now)
    session.refresh_tokens.filter(created_at__lt=now - settings.REFRESH_TOKEN_LIFETIME).delete()
    session.expires_at = _expiry()
    session.save(update_fields=["expires_at"])
    return SignedIn(session.user, access_token(session), _new_token(session))


def _stands(session: Session) -> bool:
    current = session.revoked_at is None and session.expires_at > timezone.now()
    return current and session.user.is_active


def _new_token(session: Session) -> str:
    token = secrets.token_urlsafe(32)
    RefreshToken.objects.create(digest=_digest(token), session=session)
    return token


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _expiry() -> datetime:
    return timezone.now() + settings.REFRESH_TOKEN_LIFETIME
