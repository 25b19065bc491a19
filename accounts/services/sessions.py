"""Signing apps in: a session is a family of refresh tokens, of which one is good at a time.

Tokens are opaque; only their SHA-256 is kept. A token that was replaced more than ten seconds
ago and comes back was stolen, by or from its owner: the whole family is revoked (RFC 9700, 4.14).
Times are the database's, so that no server's clock lets a token live longer.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import RefreshToken, Session, User
from accounts.selectors import find_by_login
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
    code = "authentication_failed"
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


def verify_credentials(*, login: str, password: str) -> User:
    """The active person of a username or e-mail, in any case, and a password.

    Raises WrongCredentialsError, alike for every reason and after the time of one hash, so that
    neither tells who is here. A hash of an older cost is made anew.
    """
    user = find_by_login(login=login)
    if user is None:
        make_password(password)
        raise WrongCredentialsError
    if not user.check_password(password) or not user.is_active:
        raise WrongCredentialsError
    return user


def sign_in_app(*, login: str, password: str, user_agent: str = "") -> SignedIn:
    """Sign in by username or e-mail in any case. Raises WrongCredentialsError."""
    user = verify_credentials(login=login, password=password)
    return start_session(user=user, user_agent=user_agent)


@transaction.atomic
def start_session(*, user: User, user_agent: str = "") -> SignedIn:
    """Sign in somebody who has shown who they are; their expired sessions are swept away."""
    Session.objects.filter(user=user, expires_at__lte=Now()).delete()
    told = user_agent.replace("\0", "")[:300]
    session = Session.objects.create(user=user, user_agent=told, expires_at=_expiry())
    return SignedIn(user, access_token(session), _new_token(session))


def refresh_session(*, token: str) -> SignedIn:
    """Swap a refresh token for its successor.

    Raises BadRefreshTokenError, and RetryError for one that was replaced a moment ago.
    """
    signed_in = _swap(_digest(token))
    if signed_in is None:
        raise BadRefreshTokenError
    return signed_in


def end_session(*, session: Session) -> None:
    """Revoke the family: no token of it is good any more; again is no change."""
    Session.objects.filter(pk=session.pk, revoked_at=None).update(revoked_at=Now())


def end_sessions(*, user: User) -> None:
    """Sign a person out of every app."""
    Session.objects.filter(user=user, revoked_at=None).update(revoked_at=Now())


@transaction.atomic
def _swap(digest: bytes) -> SignedIn | None:
    """None where the token is no good. The family's row lock lets one refresh through at a time.

    A revocation must be committed, so it is told by the answer and not by an exception.
    """
    standing = Session.objects.standing().select_related("user").select_for_update(of=("self",))
    session = standing.filter(refresh_tokens__digest=digest).first()
    if session is None:
        return None
    # Read under the lock: another refresh may have replaced it while we waited.
    known = RefreshToken.objects.filter(digest=digest, created_at__gt=Now() - _lifetime())
    token = known.annotate(is_recent=Q(replaced_at__gt=Now() - GRACE)).first()
    if token is None:
        return None
    if token.replaced_at is None:
        return _succeed(session, token)
    if token.is_recent:
        raise RetryError
    end_session(session=session)
    return None


def _succeed(session: Session, token: RefreshToken) -> SignedIn:
    RefreshToken.objects.filter(pk=token.pk).update(replaced_at=Now())
    session.refresh_tokens.filter(created_at__lte=Now() - _lifetime()).delete()
    Session.objects.filter(pk=session.pk).update(expires_at=_expiry())
    return SignedIn(session.user, access_token(session), _new_token(session))


def _new_token(session: Session) -> str:
    token = secrets.token_urlsafe(32)
    RefreshToken.objects.create(digest=_digest(token), session=session)
    return token


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _expiry() -> CombinedExpression:
    return Now() + _lifetime()


def _lifetime() -> timedelta:
    lifetime: timedelta = settings.REFRESH_TOKEN_LIFETIME
    return lifetime
