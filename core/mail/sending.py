"""Mail: a row in the transaction of the change, sent by a worker after the commit.

Each mail has a folder of three templates under `templates/mail/`: `subject.txt`, `body.txt` and
`body.html`.
"""

from datetime import timedelta
from smtplib import (
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from core.db.rows import delete_expired
from core.mail.events import MailQueued
from core.models import OutgoingMail
from core.outbox import Retry, emit

log = structlog.get_logger()

# How long a mail is kept for a mail server that is away, and the pauses between two tries.
OUTAGE_MAX = timedelta(days=1)
# What could not be sent is kept so long, for a second try from the admin.
KEPT = timedelta(days=7)
PAUSE_MIN, PAUSE_MAX = 3.0, 3600.0


def queue_mail(*, to: str, template: str, language: str = "", **context: Any) -> None:
    """Send `template` to the address `to` once the caller's transaction is committed.

    `language` is the reader's, or blank for the site's. Raises RuntimeError outside a transaction.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        # A subject is one line, whatever the display name contains.
        subject = " ".join(_render(template, "subject.txt", context).split())
        text = _render(template, "body.txt", context).strip() + "\n"
        html = _render(template, "body.html", context)
    with transaction.atomic(savepoint=False):
        mail = OutgoingMail.objects.create(
            recipient=to, subject=subject[:300], text=text, html=html
        )
        emit(MailQueued(mail_id=mail.pk))


def send_queued_mail(*, mail_id: UUID) -> None:
    """Hand a queued mail to the mail server and delete it, as it may contain a code. Idempotent.

    Raises Retry while the mail server is away, for up to OUTAGE_MAX; then, and where it refuses
    this very mail, an OSError.
    """
    mail = OutgoingMail.objects.filter(pk=mail_id).first()
    if mail is None:
        return
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.recipient])
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except OSError as error:
        age = timezone.now() - mail.created_at
        if not _is_outage(error) or age > OUTAGE_MAX:
            raise
        log.warning("mail_server_away", error=repr(error))
        raise Retry(_pause(age), repr(error)) from error
    mail.delete()


def purge_old_mails() -> int:
    """Delete mails that could not be sent, for their codes and addresses; how many."""
    return delete_expired(OutgoingMail.objects.filter(created_at__lt=timezone.now() - KEPT))


def _is_outage(error: OSError) -> bool:
    """Whether the mail server is away, busy or misconfigured; not if it refuses the mail for good.

    Every error of smtplib is an OSError. A code below 500 means "later".
    """
    if isinstance(error, SMTPRecipientsRefused):
        return all(code < 500 for code, _message in error.recipients.values())
    if isinstance(error, (SMTPSenderRefused, SMTPDataError)):
        return error.smtp_code < 500
    return not isinstance(error, SMTPNotSupportedError)


def _pause(age: timedelta) -> float:
    """Seconds until the next try: an eighth of the time that the mail has waited.

    So it grows to an hour, and after a short outage the mail comes within a minute.
    """
    return min(max(age.total_seconds() / 8, PAUSE_MIN), PAUSE_MAX)


def _render(template: str, part: str, context: dict[str, Any]) -> str:
    site = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    return render_to_string(f"mail/{template}/{part}", {**site, **context})
