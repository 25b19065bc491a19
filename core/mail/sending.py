"""Mail: a row in the transaction of the change, sent by a worker after the commit.

Each mail has a folder of three templates under `templates/mail/`: `subject.txt`, `body.txt` and
`body.html`.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from core.db.rows import delete_expired
from core.db.transactions import release_connection
from core.mail.events import MailQueued
from core.models import OutgoingMail
from core.outbox import emit

# What could not be sent is kept so long, for a second try from the admin.
KEPT = timedelta(days=7)


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

    Raises OSError where the mail server is away, or refuses this very mail.
    """
    mail = OutgoingMail.objects.filter(pk=mail_id).first()
    if mail is None:
        return
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.recipient])
    message.attach_alternative(mail.html, "text/html")
    # The mail would be sent again if its row could not be deleted, since PostgreSQL restarted.
    release_connection()
    message.send()
    mail.delete()


def purge_old_mails() -> int:
    """Delete mails that could not be sent, for their codes and addresses; how many."""
    return delete_expired(OutgoingMail.objects.filter(created_at__lt=timezone.now() - KEPT))


def _render(template: str, part: str, context: dict[str, Any]) -> str:
    site = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    return render_to_string(f"mail/{template}/{part}", {**site, **context})
