"""An address belongs to the user who has verified it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db.models.functions import Now
from rest_framework.test import APIClient

from accounts.models import MailedCode, User
from accounts.services import suspend_user
from accounts.services.email_addresses import verify_email_by_code
from accounts.validation import emails
from core.errors import DomainError
from tests.accounts.api import GRACE, LOGIN, REGISTER, app_with, post, problem
from tests.accounts.mails import code_in, subjects_to, token_in
from tests.factories import PASSWORD
from tests.threads import at_once

pytestmark = pytest.mark.django_db

VERIFY, RESEND = "/api/v1/auth/email/verify", "/api/v1/auth/email/resend"
CHANGE, CONFIRM = "/api/v1/auth/email/change", "/api/v1/auth/email/change/confirm"
Deliver = Callable[[], None]
Mails = list[EmailMessage]
ApiOf = Callable[[User], APIClient]


@pytest.fixture
def grace() -> APIClient:
    """An app whose user has just registered."""
    return app_with(post(REGISTER, GRACE).json()["access"])


def verify(token: str) -> Any:
    return post(VERIFY, {"token": token})


def change(app: APIClient, email: str = "new@example.org", password: str = PASSWORD) -> Any:
    return post(CHANGE, {"email": email, "password": password}, client=app)


def confirm(app: APIClient, code_new: str, code_old: str | None = None) -> Any:
    given = {"code_new": code_new, "code_old": code_old}
    body = {name: value for name, value in given.items() if value is not None}
    return post(CONFIRM, body, client=app)


def email_of(username: str) -> str | None:
    email: str | None = User.objects.get(username=username).email
    return email


# --- verifying ----------------------------------------------------------------------------------


def test_the_link_of_the_mail_verifies_the_address_logged_in_or_not(
    grace: APIClient, deliver: Deliver, mailoutbox: Mails
) -> None:
    deliver()
    [mail] = mailoutbox
    assert mail.to == ["grace@example.org"]
    response = verify(token_in(mail))
    assert (response.status_code, response.content) == (204, b"")
    assert email_of("grace") == "grace@example.org"
    assert not MailedCode.objects.exists()
    given = {"login": "grace@example.org", "password": GRACE["password"]}
    assert post(LOGIN, given).status_code == 200


def test_a_mail_goes_to_the_domain_that_browsers_go_to(deliver: Deliver, mailoutbox: Mails) -> None:
    post(REGISTER, {**GRACE, "email": "Grace@faß.example"})
    deliver()
    assert str(mailoutbox[0].message()["To"]) == "grace@xn--fa-hia.example"
    verify(token_in(mailoutbox[0]))
    for login in ("grace@FAß.example", "grace@xn--fa-hia.example"):
        assert post(LOGIN, {"login": login, "password": GRACE["password"]}).status_code == 200
    assert post(LOGIN, {"login": "grace@fass.example", "password": PASSWORD}).status_code == 401


@pytest.mark.parametrize(
    ("domain", "ascii_domain"),
    [
        ("fa\u00df.example", "xn--fa-hia.example"),
        ("FA\u1e9e.EXAMPLE", "xn--fa-hia.example"),
        ("\u03b2\u03cc\u03bb\u03bf\u03c2.example", "xn--nxasmm1c.example"),
        ("\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.example", "xn--mgba3gch31f060k.example"),
        ("\u0915\u094d\u200d\u0937.example", "xn--11b2ezcw70k.example"),
        ("i\u2764.ws", "xn--i-7iq.ws"),
        ("\uff45x\u00adample\u3002org", "example.org"),
    ],
    ids=ascii,
)
def test_a_domain_is_read_as_browsers_read_it(domain: str, ascii_domain: str) -> None:
    emails.validate_email(f"ada@{domain}")
    assert emails.normalise(f"ada@{domain}") == f"ada@{ascii_domain}"


@pytest.mark.parametrize(
    "domain",
    ["a\u200db.org", "\u0301a.org", "1\u0661.org", "x\u2024org", "\u00e4" * 70 + ".org"],
    ids=ascii,
)
def test_a_domain_that_browsers_refuse_is_no_address(domain: str) -> None:
    with pytest.raises(ValidationError):
        emails.validate_email(f"ada@{domain}")


def test_a_link_is_good_once(grace: APIClient, deliver: Deliver, mailoutbox: Mails) -> None:
    deliver()
    assert verify(token_in(mailoutbox[0])).status_code == 204
    assert problem(verify(token_in(mailoutbox[0]))) == (400, "wrong_code", "token")


@pytest.mark.parametrize("token", ["x", "' OR 1=1 --", "é", "x" * 200, "%00"])
def test_an_invalid_token_verifies_nothing(grace: APIClient, token: str) -> None:
    assert problem(verify(token)) == (400, "wrong_code", "token")
    assert email_of("grace") is None


@pytest.mark.parametrize("token", [None, "", 7, [], {}, "a\0b", "x" * 201])
def test_invalid_text_is_reported_at_its_field(token: Any) -> None:
    status, _code, attr = problem(verify(token))
    assert (status, attr) == (400, "token")


def test_a_link_is_good_for_a_day(grace: APIClient, deliver: Deliver, mailoutbox: Mails) -> None:
    deliver()
    left = MailedCode.objects.filter(expires_at__gt=Now() + timedelta(hours=23))
    assert left.count() == 1
    MailedCode.objects.update(expires_at=Now())
    assert problem(verify(token_in(mailoutbox[0]))) == (400, "wrong_code", "token")


def test_only_the_newest_mail_is_valid_and_can_be_sent_again(
    grace: APIClient, deliver: Deliver, mailoutbox: Mails
) -> None:
    MailedCode.objects.update(expires_at=Now())
    response = grace.post(RESEND)
    assert (response.status_code, response.content) == (202, b"")
    deliver()
    first, second = (token_in(mail) for mail in mailoutbox)
    assert problem(verify(first)) == (400, "wrong_code", "token")
    assert verify(second).status_code == 204
    assert problem(grace.post(RESEND)) == (409, "nothing_to_verify", None)


def test_the_suspended_verify_nothing(
    grace: APIClient, deliver: Deliver, mailoutbox: Mails
) -> None:
    deliver()
    suspend_user(user=User.objects.get())
    assert problem(verify(token_in(mailoutbox[0]))) == (400, "wrong_code", "token")


def test_a_user_who_lost_an_address_is_notified(
    grace: APIClient, deliver: Deliver, mailoutbox: Mails
) -> None:
    deliver()
    post(REGISTER, {**GRACE, "username": "hopper"})
    deliver()
    assert verify(token_in(mailoutbox[1])).status_code == 204
    assert problem(verify(token_in(mailoutbox[0]))) == (400, "email_taken", "token")
    assert (email_of("hopper"), email_of("grace")) == ("grace@example.org", None)


@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_verifications_of_an_address_one_succeeds(
    deliver: Deliver, mailoutbox: Mails
) -> None:
    for name in ("grace", "hopper"):
        post(REGISTER, {**GRACE, "username": name})
    deliver()
    responses = at_once([partial(verify, token_in(mail)) for mail in mailoutbox])
    assert sorted(response.status_code for response in responses) == [204, 400]
    assert User.objects.filter(email="grace@example.org").count() == 1


@pytest.mark.usefixtures("limited")
def test_five_mails_in_half_an_hour_to_one_address(grace: APIClient) -> None:
    # The first came when she signed up.
    for _ in range(4):
        assert grace.post(RESEND).status_code == 202
    assert problem(grace.post(RESEND)) == (429, "throttled", None)


# --- changing -----------------------------------------------------------------------------------


def test_an_address_is_changed_by_the_codes_of_both_mailboxes(
    alice: User, api_of: ApiOf, deliver: Deliver, mailoutbox: Mails
) -> None:
    app = api_of(alice)
    response = change(app, " New@Example.ORG ")
    assert (response.status_code, response.content) == (202, b"")
    assert email_of("alice") == "alice@example.org"
    deliver()
    code = {mail.to[0]: code_in(mail) for mail in mailoutbox}
    assert set(code) == {"alice@example.org", "new@example.org"}
    old, new = code["alice@example.org"], code["new@example.org"]
    assert problem(confirm(app, new)) == (400, "wrong_code", "code_old")
    assert problem(confirm(app, new, new)) == (400, "wrong_code", "code_old")
    assert problem(confirm(app, old, old)) == (400, "wrong_code", "code_new")
    response = confirm(app, f"{new[:4]} {new[4:]}", old)
    assert (response.status_code, response.content) == (204, b"")
    assert email_of("alice") == "new@example.org"
    mailoutbox.clear()
    deliver()
    for address in ("alice@example.org", "new@example.org"):
        assert subjects_to(mailoutbox, address) == ["Your InstaPro email address was changed"]


def test_without_a_verified_address_only_the_new_one_is_confirmed(
    grace: APIClient, deliver: Deliver, mailoutbox: Mails
) -> None:
    deliver()
    mailoutbox.clear()
    assert change(grace).status_code == 202
    deliver()
    [mail] = mailoutbox
    assert mail.to == ["new@example.org"]
    assert confirm(grace, code_in(mail)).status_code == 204
    assert email_of("grace") == "new@example.org"
    # The address of the beginning waits no more.
    assert problem(grace.post(RESEND)) == (409, "nothing_to_verify", None)


def test_the_password_is_required(alice: User, api_of: ApiOf) -> None:
    response = change(api_of(alice), password="wrong-horse-battery")
    assert problem(response) == (400, "wrong_password", "password")
    assert not MailedCode.objects.exists()


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("", "blank"),
        ("nowhere", "invalid_email"),
        ("a@b.c\nBcc: x@y.z", "invalid_email"),
        ("ALICE@example.org", "invalid"),
        (7, "invalid"),
    ],
)
def test_an_invalid_address_is_reported_at_its_field(
    alice: User, api_of: ApiOf, email: Any, code: str
) -> None:
    assert problem(change(api_of(alice), email)) == (400, code, "email")


def test_another_users_address_gets_the_same_response_and_cannot_be_taken(
    alice: User, bob: User, api_of: ApiOf, deliver: Deliver, mailoutbox: Mails
) -> None:
    app = api_of(alice)
    known, new = change(app, "BOB@example.org"), change(app)
    assert (known.status_code, known.content) == (new.status_code, new.content) == (202, b"")
    change(app, "bob@example.org")
    deliver()
    assert {"@bob" in str(mail.body) for mail in mailoutbox if mail.to == ["bob@example.org"]} == {
        True
    }
    old = code_in([mail for mail in mailoutbox if mail.to == ["alice@example.org"]][-1])
    assert problem(confirm(app, old, old)) == (400, "wrong_code", "code_new")
    assert email_of("bob") == "bob@example.org"


def test_the_codes_of_an_earlier_wish_are_void(
    alice: User, api_of: ApiOf, deliver: Deliver, mailoutbox: Mails
) -> None:
    """A stolen code of the old mailbox for one address is invalid for another."""
    app = api_of(alice)
    change(app, "first@example.org")
    deliver()
    old_first = code_in(next(mail for mail in mailoutbox if mail.to == ["alice@example.org"]))
    mailoutbox.clear()
    change(app, "second@example.org")
    deliver()
    new_second = code_in(next(mail for mail in mailoutbox if mail.to == ["second@example.org"]))
    assert problem(confirm(app, new_second, old_first)) == (400, "wrong_code", "code_old")


def test_codes_to_log_in_by_go_with_the_old_address(
    alice: User, api_of: ApiOf, deliver: Deliver, mailoutbox: Mails
) -> None:
    post("/api/v1/auth/login/code", {"login": "alice"})
    deliver()
    code = code_in(mailoutbox.pop())
    app = api_of(alice)
    change(app)
    deliver()
    codes = {mail.to[0]: code_in(mail) for mail in mailoutbox}
    assert confirm(app, codes["new@example.org"], codes["alice@example.org"]).status_code == 204
    given = {"login": "alice", "code": code}
    assert problem(post("/api/v1/auth/login/code/confirm", given))[0] == 401


def test_of_two_changes_to_one_address_one_succeeds(
    alice: User, bob: User, api_of: ApiOf, deliver: Deliver, mailoutbox: Mails
) -> None:
    apps = {"alice": api_of(alice), "bob": api_of(bob)}
    responses = []
    codes: dict[str, dict[str, str]] = {}
    for name, app in apps.items():
        change(app)
        deliver()
        codes[name] = {mail.to[0]: code_in(mail) for mail in mailoutbox}
        mailoutbox.clear()
    for name, app in apps.items():
        code = codes[name]
        responses.append(confirm(app, code["new@example.org"], code[f"{name}@example.org"]))
    assert responses[0].status_code == 204
    assert problem(responses[1]) == (400, "email_taken", "code_new")
    assert email_of("bob") == "bob@example.org"


@pytest.mark.parametrize("path", [RESEND, CHANGE, CONFIRM])
def test_these_require_login(path: str) -> None:
    assert problem(post(path)) == (401, "not_authenticated", None)


# --- guessing -----------------------------------------------------------------------------------


def test_five_wrong_guesses_spoil_a_code(
    grace: APIClient, deliver: Deliver, mailoutbox: Mails
) -> None:
    deliver()
    user, code = User.objects.get(), code_in(mailoutbox[0])
    for guess in ("0", "00000000", code[::-1] + "1", "", "nonsense"):
        with pytest.raises(DomainError):
            verify_email_by_code(user=user, code=guess)
    with pytest.raises(DomainError) as refusal:
        verify_email_by_code(user=user, code=code)
    assert refusal.value.code == "wrong_code"
    # The link has too many letters to be guessed.
    assert verify(token_in(mailoutbox[0])).status_code == 204


def test_a_code_is_good_for_its_person_and_purpose_only(
    alice: User, bob: User, api_of: ApiOf, deliver: Deliver, mailoutbox: Mails
) -> None:
    apps = [api_of(alice), api_of(bob)]
    for number, app in enumerate(apps):
        change(app, f"new{number}@example.org")
    deliver()
    code = {mail.to[0]: code_in(mail) for mail in mailoutbox}
    mine, theirs = code["new0@example.org"], code["new1@example.org"]
    old = code["alice@example.org"]
    if mine != theirs:
        assert problem(confirm(apps[0], theirs, old)) == (400, "wrong_code", "code_new")
    # A code of another purpose: that to log in by.
    post("/api/v1/auth/login/code", {"login": "alice"})
    deliver()
    assert problem(confirm(apps[0], code_in(mailoutbox[-1]), old))[0] == 400
    assert confirm(apps[0], mine, old).status_code == 204


@pytest.mark.usefixtures("limited")
def test_strangers_cannot_flood_a_mailbox_or_exhaust_the_owners_resets(
    alice: User, deliver: Deliver, mailoutbox: Mails
) -> None:
    """Each sign-up with the address comes from another network."""
    for number in range(8):
        stranger = APIClient(REMOTE_ADDR=f"198.51.100.{number}")
        given = {**GRACE, "username": f"grace{number}", "email": "alice@example.org"}
        assert post(REGISTER, given, client=stranger).status_code == 201
    deliver()
    assert len(mailoutbox) == 5
    given = {"email": "alice@example.org"}
    assert post("/api/v1/auth/password/reset", given).status_code == 202
