"""Each mail as it arrives: text and HTML, in the recipient's language, with any name."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.services.mailed_codes import IssuedCode
from core.mail.sending import queue_mail
from tests.pages import Page

pytestmark = pytest.mark.django_db

NAME = """<b>Ann</b> & "Bo" 'Co'"""
AT = datetime(2026, 3, 5, 14, 7, tzinfo=UTC)
CODE = IssuedCode(code="01234567", token="t0ken-of-the-link", minutes=15)
# What each one is about, and what it must contain.
MAILS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "account_deleted": ({"days": 30}, ["30", "/accounts/login/"]),
    "address_known": ({}, ["@alice", "/accounts/login/"]),
    "email_change_new": ({"issued": CODE}, ["01234567", "15"]),
    "email_change_old": (
        {"issued": CODE, "new": "a<i>@example.com"},
        ["01234567", "@example.com"],
    ),
    "email_changed": ({"new": "new@example.com", "at": AT}, ["new@example.com", "2:07"]),
    "new_device": (
        {"device": "<i>Firefox</i> & co", "place": "<i>Leipzig</i>", "at": AT},
        ["<i>Firefox</i> & co", "<i>Leipzig</i>", "2:07", "/accounts/settings/sessions/"],
    ),
    "password_changed": ({"at": AT}, ["2:07", "/accounts/password/reset/"]),
    "password_reset": ({"token": "x.y-z"}, ["/accounts/password/reset/x.y-z/"]),
    "recovery_code_used": ({"left": 9, "at": AT}, ["9", "2:07", "/settings/recovery-codes/"]),
    "second_factor": ({"change": "totp_on", "at": AT}, ["2:07", "/accounts/settings/security/"]),
    "login_code": ({"issued": CODE}, ["01234567", "15"]),
    "verify_email": (
        {"issued": IssuedCode(code="01234567", token=CODE.token, minutes=1440)},
        ["01234567", "/accounts/email/verify/t0ken-of-the-link/"],
    ),
}
Send = Callable[..., Any]


@pytest.fixture
def send(alice: User, deliver: Callable[[], None], mailoutbox: list[Any]) -> Send:
    alice.display_name = NAME

    def send_one(template: str, language: str = "en", **context: object) -> Any:
        with transaction.atomic():
            given = {**MAILS[template][0], **context, "user": alice}
            queue_mail(to="alice@example.org", template=template, language=language, **given)
        deliver()
        return mailoutbox.pop()

    return send_one


class Body:
    """The HTML part, as a response for `Page`."""

    status_code = 200

    def __init__(self, mail: Any) -> None:
        [(html, kind)] = mail.alternatives
        assert kind == "text/html"
        self.content = html.encode()

    def json(self) -> Any:
        raise NotImplementedError


def test_no_other_pages_exist() -> None:
    folder = settings.BASE_DIR / "templates" / "mail"
    assert {each.name for each in folder.iterdir() if each.is_dir()} == set(MAILS)


@pytest.mark.parametrize("template", MAILS)
def test_html_and_text_parts_contain_the_essentials(send: Send, template: str) -> None:
    mail = send(template)
    page = Page(Body(mail))
    links = [each["href"] for each in page.all("a")]
    for message in MAILS[template][1]:
        assert message in mail.body
        assert message in page.text or any(message in link for link in links)


@pytest.mark.parametrize("template", MAILS)
def test_names_are_text_in_both_parts(send: Send, template: str) -> None:
    mail = send(template)
    assert f"Hello {NAME}," in mail.body
    page = Page(Body(mail))
    assert f"Hello {NAME}," in page.text
    assert page.all("b") == page.all("i") == []
    assert "&" not in re.sub(r" & ", "", mail.body), "nothing is escaped where nothing reads it"


@pytest.mark.parametrize("template", MAILS)
def test_every_link_leads_to_the_site_by_its_setting(send: Send, template: str) -> None:
    mail = send(template)
    links = [each["href"] for each in Page(Body(mail)).all("a")]
    links += re.findall(r"https?://\S+", mail.body)
    assert all(link.startswith("http://testserver/accounts/") for link in links)
    assert Page(Body(mail)).all("img") == [], "no tracking of who reads"


@pytest.mark.parametrize("template", MAILS)
def test_a_subject_is_one_short_line(send: Send, template: str) -> None:
    subject = send(template).subject
    assert subject == " ".join(subject.split())
    assert 10 < len(subject) < 60
    assert "<" not in subject


@pytest.mark.parametrize("template", MAILS)
@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar", "rtl")])
def test_the_reader_reads_it_in_their_language(
    send: Send, template: str, language: str, direction: str
) -> None:
    page = Page(Body(send(template, language)))
    root = page.one("html")
    assert (root["lang"], root["dir"]) == (language, direction)


def test_times_are_written_as_the_reader_writes_them(send: Send) -> None:
    assert "5. März 2026 um 14:07 (UTC)" in send("password_changed", "de").body
    assert "March 5, 2026 at 2:07 PM (UTC)" in send("password_changed").body


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("totp_on", "turned on"),
        ("totp_off", "turned off"),
        ("new_codes", "new recovery codes"),
        ("passkey_added", "passkey was added"),
        ("passkey_removed", "passkey was removed"),
    ],
)
def test_the_changes_are_reported(send: Send, change: str, message: str) -> None:
    assert message in send("second_factor", change=change).body


def test_how_long_a_code_is_good_is_said(send: Send) -> None:
    assert "expires in 15 minutes" in send("login_code").body
    assert "expires in 24 hours" in send("verify_email").body
