"""A mail server that is away, slow or refuses: mails wait for it, and are sent once."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django import Settings

from accounts.models import User
from accounts.services.security_mail import queue_security_mail
from core.models import OutboxEntry, OutgoingMail
from tests.outbox import deliver_due, make_due

pytestmark = pytest.mark.django_db

RECIPIENT = "alice@example.org"


class Refusing(BaseEmailBackend):
    """A mail server that answers every mail with this error."""

    error: Exception

    def send_messages(self, email_messages: list[EmailMessage]) -> int:  # type: ignore[override]
        raise self.error


@pytest.fixture
def refuse(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    def refuse(error: Exception) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"
        monkeypatch.setattr(Refusing, "error", error, raising=False)

    return refuse


@pytest.fixture
def hanging(settings: Settings) -> Iterator[None]:
    """A real mail server whose listener never answers, and the time-out of a client for it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
        settings.EMAIL_TIMEOUT = 0.05
        yield


@pytest.fixture(autouse=True)
def _queued(alice: User) -> None:
    queue_security_mail(user=alice, template="account_deleted", days=30)


def try_last_time() -> OutboxEntry:
    """A failure would use up the last attempt."""
    OutboxEntry.objects.update(attempts=7)
    deliver_due("mail")
    return OutboxEntry.objects.get()


AWAY = [
    ConnectionRefusedError(),
    TimeoutError(),
    socket.gaierror(),
    ssl.SSLError(),
    smtplib.SMTPServerDisconnected(),
    smtplib.SMTPConnectError(421, b"Too busy"),
    smtplib.SMTPAuthenticationError(535, b"Who are you?"),
    smtplib.SMTPDataError(451, b"Later"),
    smtplib.SMTPSenderRefused(450, b"Later", "no-reply@example.org"),
    smtplib.SMTPRecipientsRefused({RECIPIENT: (450, b"Greylisted")}),
]
REFUSED = [
    smtplib.SMTPRecipientsRefused({RECIPIENT: (550, b"No such mailbox")}),
    smtplib.SMTPDataError(554, b"Spam"),
    smtplib.SMTPSenderRefused(553, b"No", "no-reply@example.org"),
]


@pytest.mark.parametrize("error", AWAY, ids=repr)
def test_a_mail_waits_for_a_mail_server_that_is_away(
    refuse: Callable[[Exception], None],
    error: Exception,
    settings: Settings,
    mailoutbox: list[EmailMessage],
) -> None:
    usual = settings.EMAIL_BACKEND
    refuse(error)
    entry = try_last_time()
    assert (entry.attempts, entry.dead_at) == (7, None)
    assert type(error).__name__ in entry.last_error
    settings.EMAIL_BACKEND = usual
    make_due()
    deliver_due("mail")
    assert [mail.to for mail in mailoutbox] == [[RECIPIENT]]
    assert not OutgoingMail.objects.exists()


@pytest.mark.usefixtures("hanging")
def test_a_mail_waits_for_a_mail_server_that_hangs() -> None:
    entry = try_last_time()
    assert (entry.attempts, entry.dead_at) == (7, None)


@pytest.mark.parametrize("error", REFUSED, ids=repr)
def test_a_mail_that_is_refused_for_good_is_dead_lettered(
    refuse: Callable[[Exception], None], error: Exception
) -> None:
    refuse(error)
    assert try_last_time().dead_at is not None
