"""Verifying and changing email addresses.

An address belongs to the account whose owner has proved to read it. Until then only the code that
was mailed to it knows it, so no account can block an address of another person.
"""

from datetime import timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.limits import ADDRESSES, MAILED_CODES
from accounts.models import MailedCode, User
from accounts.services.credentials import reauthenticate
from accounts.services.mailed_codes import (
    Purpose,
    WrongCodeError,
    issue_code,
    redeem_code,
    redeem_token,
)
from accounts.services.security_mail import queue_email_changed_mail, queue_security_mail
from accounts.validation import emails
from core import limits
from core.db.compiled import compile_sql, compiled, prepared_cursor
from core.db.transactions import atomic
from core.errors import ConflictError, DomainError
from core.mail.sending import queue_mail

# A user who registers on a phone may read the mail at home.
LIFETIME = timedelta(days=1)


class NothingToVerifyError(ConflictError):
    code = "nothing_to_verify"
    detail = _("There's no address to verify.")


class AddressTakenError(DomainError):
    code = "email_taken"
    detail = _("Another account uses this address now.")


def can_mail_code(*, email: str) -> bool:
    """Count a verification mail to the address; False if it got too many.

    Strangers can have them sent by registering with it.
    """
    try:
        _count_mail(email)
    except limits.LimitedError:
        return False
    return True


@transaction.atomic(savepoint=False)
def send_verification_code(*, user: User, email: str, is_mailed: bool) -> None:
    """Issue the code that verifies a registration's address, and mail it if `is_mailed`.

    The owner of an address that is already in use gets a mail instead, so nothing reveals
    that account. Without a mail, the user can call `resend_verification_code` later.
    """
    if is_mailed:
        _mail_code(user, email)
    else:
        issue_code(user=user, purpose=Purpose.VERIFY, email=email, lifetime=LIFETIME)


@transaction.atomic(savepoint=False)
def _mail_code(user: User, email: str) -> None:
    issued = issue_code(user=user, purpose=Purpose.VERIFY, email=email, lifetime=LIFETIME)
    owner = User.objects.with_email(email).first()
    if owner is None:
        queue_mail(
            to=email,
            template="verify_email",
            language=user.language,
            user=user,
            greeted=f"@{user.username}",
            issued=issued,
        )
    else:
        queue_security_mail(user=owner, template="address_known")


def resend_verification_code(*, user: User) -> str:
    """Mail a new code. Returns the address. Raises NothingToVerifyError and LimitedError."""
    email = pending_email(user=user)
    if email is None:
        raise NothingToVerifyError
    _count_request(user, email)
    _mail_code(user, email)
    return email


def correct_pending_email(*, user: User, email: str, password: str) -> None:
    """Mail the code to another address, where the first one was mistyped.

    Raises WrongPasswordError, NothingToVerifyError, LimitedError, and DomainError at `email`.
    """
    reauthenticate(user=user, password=password)
    if pending_email(user=user) is None:
        raise NothingToVerifyError
    email = _clean(email)
    _count_request(user, email)
    _mail_code(user, email)


def pending_email(*, user: User) -> str | None:
    """The unverified address of the registration; None once an address is verified."""
    if user.email:
        return None
    with prepared_cursor() as cursor:
        cursor.execute(_pending_sql(), {"user": user.pk})
        row = cursor.fetchone()
    return row[0] if row else None


@compiled
def _pending_sql() -> str:
    """The home page asks for it."""
    user_id = uuid4()
    codes = MailedCode.objects.filter(user=user_id, purpose=Purpose.VERIFY)
    return compile_sql(codes.values_list("email"), {user_id: "%(user)s"})


def verify_email_by_code(*, user: User, code: str) -> None:
    """Verify the pending address by its code. Raises WrongCodeError and AddressTakenError."""
    _assign(redeem_code(user=user, purpose=Purpose.VERIFY, code=code), "code")


def verify_email_by_token(*, token: str) -> User:
    """Verify an address by the link of the mail. Raises WrongCodeError and AddressTakenError."""
    row = redeem_token(token=token, purposes={Purpose.VERIFY})
    _assign(row, "token")
    return row.user


def request_email_change(*, user: User, email: str, password: str) -> None:
    """Mail a code to the new address, and one to the old: both must be entered.

    Raises WrongPasswordError, LimitedError, and DomainError at `email`. An address of another
    account is not refused here: its owner gets a mail instead of the code.
    """
    reauthenticate(user=user, password=password)
    email = _clean(email)
    if user.email == email:
        raise DomainError(_("That's already your address."), attr="email")
    _count_request(user, email)
    _mail_change_codes(user, email)


@atomic
def _mail_change_codes(user: User, email: str) -> None:
    owner = User.objects.with_email(email).first()
    new = issue_code(user=user, purpose=Purpose.CHANGE_NEW, email=email)
    if owner is None:
        # Greeted by username: a display name would be free text to a stranger's mailbox.
        greeted = f"@{user.username}"
        queue_mail(
            to=email,
            template="email_change_new",
            language=user.language,
            user=user,
            greeted=greeted,
            issued=new,
            new=email,
        )
    else:
        queue_security_mail(user=owner, template="address_known")
    if user.email:
        old = issue_code(user=user, purpose=Purpose.CHANGE_OLD, email=user.email)
        queue_security_mail(user=user, template="email_change_old", issued=old, new=email)


def pending_email_change(*, user: User) -> str | None:
    """The new address of a change that waits for its codes."""
    waiting = user.mailed_codes.filter(purpose=Purpose.CHANGE_NEW, expires_at__gt=Now())
    return waiting.values_list("email", flat=True).first()


def change_email(*, user: User, code_new: str, code_old: str = "") -> None:
    """Take the new address, once both mailboxes have shown their code.

    Raises WrongCodeError at `code_new` or `code_old`, and AddressTakenError.
    """
    if user.email:
        redeem_code(user=user, purpose=Purpose.CHANGE_OLD, code=code_old, attr="code_old")
    row = redeem_code(user=user, purpose=Purpose.CHANGE_NEW, code=code_new, attr="code_new")
    _assign(row, "code_new")


def cancel_email_change(*, user: User) -> None:
    user.mailed_codes.filter(purpose__in=[Purpose.CHANGE_NEW, Purpose.CHANGE_OLD]).delete()


def _assign(row: MailedCode, attr: str) -> None:
    """Make the address the account's; of many parallel attempts, one succeeds."""
    try:
        with transaction.atomic():
            _set_email(row, attr)
    except IntegrityError as error:
        raise AddressTakenError(attr=attr) from error


def _set_email(row: MailedCode, attr: str) -> None:
    user = User.objects.select_for_update(no_key=True).get(pk=row.user_id)
    if not MailedCode.objects.filter(pk=row.pk, token_digest=row.token_digest).exists():
        # Used up by another request while we waited.
        raise WrongCodeError(attr)
    old, user.email = user.email, row.email
    user.save(update_fields=["email"])
    # Login codes too: they went to the old address.
    user.mailed_codes.all().delete()
    row.user.email = user.email
    if old:
        queue_email_changed_mail(user=user, old=old)


def _count_request(user: User, email: str) -> None:
    """Limit the mails that a user can have sent to other people's addresses."""
    limits.hit(ADDRESSES, by=user.pk)
    _count_mail(email)


def _count_mail(email: str) -> None:
    """Counted apart from login codes and resets: strangers must not use those up."""
    limits.hit(MAILED_CODES, by=f"verify:{email}")


def _clean(email: str) -> str:
    try:
        emails.validate_email(email)
    except ValidationError as error:
        raise DomainError(error.messages[0], code="invalid_email", attr="email") from error
    return emails.normalise(email)
