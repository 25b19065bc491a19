"""What is in the mails."""

import re

from django.conf import settings
from django.core.mail import EmailMessage


def code_in(mail: EmailMessage) -> str:
    """The digits to type, on a line of their own."""
    [code] = re.findall(r"^ +(\d{8})$", str(mail.body), re.MULTILINE)
    return str(code)


def link_in(mail: EmailMessage) -> str:
    [link] = re.findall(r"https?://\S+", str(mail.body))
    return str(link)


def token_in(mail: EmailMessage) -> str:
    """The last part of the link, which leads to our own site and nowhere else."""
    link = link_in(mail)
    assert link.startswith(f"{settings.SITE_URL}/accounts/")
    return link.rstrip("/").rpartition("/")[2]


def subjects_to(mails: list[EmailMessage], address: str) -> list[str]:
    """The subjects of the mails to an address, oldest first."""
    return [str(mail.subject) for mail in mails if mail.to == [address]]
