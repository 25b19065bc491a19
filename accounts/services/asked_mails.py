"""Mails that anybody may ask for by a name or an address, and that let their reader in.

Asking is the same work whoever it is; the worker finds out who gets one, with nobody waiting.
"""

from django.db import transaction

from accounts.events import MailRequested
from accounts.limits import MAILED_CODES
from accounts.models import MailRequest, User
from accounts.selectors import find_by_login
from accounts.validation import emails, identifiers
from core import limits
from core.outbox import emit


@transaction.atomic
def request_mail(*, purpose: MailRequest.Purpose, login: str) -> None:
    """Keep the wish, for the worker. Raises LimitedError."""
    # What is counted is what is kept: blanks or more behind a name make no new name.
    asked = identifiers.normalise(login)[: emails.EMAIL_MAX_LENGTH]
    limits.hit(MAILED_CODES, by=asked)
    request = MailRequest.objects.create(purpose=purpose, login=asked)
    emit(MailRequested(request_id=request.pk))


def find_mail_recipient(*, login: str) -> User | None:
    """Who gets the mail: somebody active with a verified address, who did not get too many."""
    user = find_by_login(login=login)
    if user is None or not user.is_active or not user.email or _is_flooded(user):
        return None
    return user


def _is_flooded(user: User) -> bool:
    """Counted for the person too, by whatever names they were asked for.

    Here and not when it is asked: that answer would tell whose name and address it is.
    """
    try:
        limits.hit(MAILED_CODES, by=user.pk)
    except limits.LimitedError:
        return True
    return False
