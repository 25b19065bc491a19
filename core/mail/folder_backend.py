"""The e-mail backend of local development: a folder with a readable file for each part."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Writes a .txt of each mail to `MAIL_FOLDER`, and an .html to open in a browser."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder, message)
        return len(email_messages)


def _write(folder: Path, message: EmailMessage) -> None:
    name = f"{datetime.now():%Y-%m-%d %H.%M.%S.%f} {_plain(str(message.subject))}"
    head = f"From: {message.from_email}\nTo: {', '.join(message.to)}\nSubject: {message.subject}\n"
    _write_private(folder / f"{name}.txt", f"{head}\n{message.body}")
    if isinstance(message, EmailMultiAlternatives):
        for alternative in message.alternatives:
            _write_private(folder / f"{name}.html", str(alternative[0]))


def _write_private(file: Path, content: str) -> None:
    """Readable by the owner alone: mails contain codes."""
    file.touch(mode=0o600)
    file.write_text(content)


def _plain(subject: str) -> str:
    return re.sub(r"[^\w ]+", "", subject)[:80].strip()
