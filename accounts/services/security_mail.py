"""Emails about what happened to an account, to its verified address.

They cannot be turned off: they are how owners learn of a break-in.
"""

from django.utils import timezone

from accounts.clients.client import Client
from accounts.clients.geoip import place_name
from accounts.clients.user_agents import device_name
from accounts.models import User
from core.mail.sending import queue_mail


def queue_new_device_mail(*, user: User, client: Client) -> None:
    queue_security_mail(
        user=user,
        template="new_device",
        device=device_name(client.user_agent),
        place=place_name(client.address),
        at=timezone.now(),
    )


def queue_password_changed_mail(*, user: User) -> None:
    queue_security_mail(user=user, template="password_changed", at=timezone.now())


def queue_email_changed_mail(*, user: User, old: str) -> None:
    """To the old address and to the new one."""
    for address in {old, user.email} - {"", None}:
        queue_mail(
            to=str(address),
            template="email_changed",
            language=user.language,
            user=user,
            new=user.email,
            at=timezone.now(),
        )


def queue_recovery_code_used_mail(*, user: User, left: int) -> None:
    queue_security_mail(user=user, template="recovery_code_used", left=left, at=timezone.now())


def queue_second_factor_mail(*, user: User, change: str) -> None:
    """`change` is one of: totp_on, totp_off, new_codes, passkey_added, passkey_removed."""
    queue_security_mail(user=user, template="second_factor", change=change, at=timezone.now())


def queue_security_mail(*, user: User, template: str, **context: object) -> None:
    """Queue a mail to the verified address; a user without one gets none."""
    if user.email:
        queue_mail(to=user.email, template=template, language=user.language, user=user, **context)
