"""Mails that anyone can request by a username or an address: password resets and login codes.

The request only stores a row, so its response and time are the same for every login. The worker
looks the user up.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.events import MailRequested
from accounts.limits import MAILED_CODES
from accounts.models import MailRequest, User
from accounts.selectors import find_by_login
from accounts.services.mailed_codes import Purpose, issue_code
from accounts.services.reset_tokens import make_reset_token
from accounts.services.security_mail import queue_security_mail
from accounts.validation import emails, identifiers
from core import limits
from core.db.rows import delete_expired
from core.outbox import emit

KEPT = timedelta(days=1)


def request_password_reset(*, email: str) -> None:
    """Request a mail with a reset link. Raises LimitedError."""
    _request(MailRequest.Purpose.RESET, email)


def request_login_code(*, login: str) -> None:
    """Request a mail with a login code, by username or email. Raises LimitedError."""
    _request(MailRequest.Purpose.LOGIN, login)


def answer_mail_request(*, request_id: UUID) -> None:
    """Queue the requested mail if it has a recipient, and delete the request. Idempotent."""
    request = MailRequest.objects.filter(pk=request_id).first()
    if request is None:
        return
    user = _find_recipient(request)
    with transaction.atomic():
        # Of two workers with the same request, one finds the row.
        answered, _rows = MailRequest.objects.filter(pk=request_id).delete()
        if answered and user is not None and _lock(user):
            _queue_mail(user, request)


def purge_expired_requests() -> None:
    """Delete requests that could not be answered for a day. Runs periodically."""
    delete_expired(MailRequest.objects.filter(created_at__lt=Now() - KEPT))


def _request(purpose: MailRequest.Purpose, login: str) -> None:
    # Counted as it is stored: spaces or more behind a username make no new login.
    login = identifiers.normalise(login)[: emails.EMAIL_MAX_LENGTH]
    limits.hit(MAILED_CODES, by=login)
    with transaction.atomic():
        request = MailRequest.objects.create(purpose=purpose, login=login)
        emit(MailRequested(request_id=request.pk))


def _find_recipient(request: MailRequest) -> User | None:
    """An active user with a verified address who did not get too many mails already.

    A reset needs the address: a username alone must not fill a mailbox.
    """
    if request.purpose == MailRequest.Purpose.RESET and "@" not in request.login:
        return None
    user = find_by_login(login=request.login)
    if user is None or not user.is_active or not user.email or _is_flooded(user):
        return None
    return user


def _lock(user: User) -> bool:
    """Whether the user is still there; stays true until the caller's transaction ends.

    The code refers to the row, which a purge may have deleted: the commit would fail.
    """
    rows = User.objects.select_for_update(no_key=True).filter(pk=user.pk, is_active=True)
    return bool(rows.values_list("pk"))


def _is_flooded(user: User) -> bool:
    """Counted for the user too, by whatever login the mails were requested.

    By the worker and not in the request, whose response would reveal whose login it is.
    """
    try:
        limits.hit(MAILED_CODES, by=user.pk)
    except limits.LimitedError:
        return True
    return False


def _queue_mail(user: User, request: MailRequest) -> None:
    if request.purpose == MailRequest.Purpose.RESET:
        queue_security_mail(user=user, template="password_reset", token=make_reset_token(user=user))
    elif user.email:
        issued = issue_code(user=user, purpose=Purpose.LOGIN, email=user.email)
        queue_security_mail(user=user, template="login_code", issued=issued)
