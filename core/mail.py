"""Mail that is not lost and makes nobody wait: a row in the change's transaction, sent after it.

Each mail has a folder of three templates under `templates/mail/`: `subject.txt`, `body.txt` and
`body.html`.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from core.events import MailQueued
from core.models import OutgoingMail
from core.outbox import Progress, emit, subscriber


def queue_mail(*, to: str, template: str, language: str = "", **context: Any) -> None:
    """Send `template` to the address `to` once the caller's transaction is committed.

    `language` is the reader's, or blank for the site's. Raises RuntimeError outside a transaction.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        # One line, whatever somebody is called.
        subject = " ".join(_render(template, "subject.txt", context).split())
        text = _render(template, "body.txt", context).strip() + "\n"
        html = _render(template, "body.html", context)
    with transaction.atomic():
        mail = OutgoingMail.objects.create(
            recipient=to, subject=subject[:300], text=text, html=html
        )
        emit(MailQueued(mail_id=mail.pk))


@subscriber(queue="mail")
def send_mail(event: MailQueued, progress: Progress) -> None:
    """Hand the mail to the mail server, then forget it; it may hold a code."""
    mail = OutgoingMail.objects.filter(pk=event.mail_id).first()
    if mail is None:
        return
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.recipient])
    message.attach_alternative(mail.html, "text/html")
    message.send()
    mail.delete()


def _render(template: str, part: str, context: dict[str, Any]) -> str:
    site = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    return render_to_string(f"mail/{template}/{part}", {**site, **context})
