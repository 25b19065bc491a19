"""Mails about what happened to an account, to the address that belongs to it.

Nobody can switch these off: they are how an owner learns of a thief.
"""

from django.utils import timezone

from accounts.clients import Client
from accounts.devices import device_in_words
from accounts.models import User
from accounts.places import place_in_words
from core.mail import queue_mail


def tell_of_new_device(*, user: User, client: Client) -> None:
    notify(
        user=user,
        template="new_device",
        device=device_in_words(client.user_agent),
        place=place_in_words(client.address),
        at=timezone.now(),
    )


def tell_of_changed_password(*, user: User) -> None:
    notify(user=user, template="password_changed", at=timezone.now())


def tell_of_changed_email(*, user: User, old: str) -> None:
    """Told to the old address, and to the new one."""
    for address in {old, user.email} - {"", None}:
        queue_mail(
            to=str(address),
            template="email_changed",
            language=user.language,
            user=user,
            new=user.email,
            at=timezone.now(),
        )


def tell_of_used_recovery_code(*, user: User, left: int) -> None:
    notify(user=user, template="recovery_code_used", left=left, at=timezone.now())


def tell_of_second_factor(*, user: User, change: str) -> None:
    """`change` is one of: totp_on, totp_off, new_codes, passkey_added, passkey_removed."""
    notify(user=user, template="second_factor", change=change, at=timezone.now())


def notify(*, user: User, template: str, **context: object) -> None:
    """Mail somebody at the address that is theirs; one who has none is not told."""
    if user.email:
        queue_mail(to=user.email, template=template, language=user.language, user=user, **context)
