"""Accounts on real pages: codes from the mail, an authenticator app, a passkey, other devices."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import OutgoingMail
from tests.accounts.otp import code_of
from tests.browser.conftest import OpenPage
from tests.browser.problems import Problems
from tests.browser.steps import log_in, log_out
from tests.factories import PASSWORD
from tests.processes import Server

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def mailed_code(to: str) -> str:
    """No worker sends it here, so the mail is still on its way."""
    mail = OutgoingMail.objects.filter(recipient=to).latest("created_at")
    [code] = re.findall(r"^ +(\d{8})$", mail.text, re.MULTILINE)
    return str(code)


def key_store_of(page: Page) -> Any:
    """Chromium's own, that says yes to everything as its owner would."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return devtools


def test_sign_up_guides_the_user_to_verify_by_the_mailed_code(
    open_page: OpenPage, alice: User
) -> None:
    page = open_page()
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill("grace@example.org")
    page.get_by_label("Username").fill("Alice")
    expect(page.get_by_text("That username is taken.")).to_be_visible()
    page.get_by_label("Username").fill("grace")
    expect(page.get_by_text("grace is available.")).to_be_visible()
    password = page.get_by_label("Password", exact=True)
    for typed, message in [
        ("abc", "Too short"),
        ("aaaaaaaaaa", "Easy to guess"),
        (PASSWORD, "Strong"),
    ]:
        password.fill(typed)
        expect(page.get_by_text(message, exact=True)).to_be_visible()
    page.get_by_role("button", name="Show").click()
    expect(password).to_have_attribute("type", "text")
    page.get_by_role("button", name="Sign up").click()

    expect(page.get_by_role("main")).to_contain_text("grace@example.org")
    page.get_by_label("Code").fill(mailed_code("grace@example.org"))
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("heading", name="Skip the password next time")).to_be_visible()
    page.get_by_role("link", name="Not now").click()
    expect(page.get_by_role("heading", name="Welcome, grace")).to_be_visible()
    expect(page.locator("[data-unverified]")).to_have_count(0)
    assert User.objects.get(username="grace").email == "grace@example.org"


def test_an_unverified_address_is_brought_to_mind_until_the_button_of_the_mail_is_pressed(
    open_page: OpenPage, problems: Problems
) -> None:
    problems.expect("400")
    page = open_page(java_script_enabled=False)
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill("grace@example.org")
    page.get_by_label("Username").fill("grace")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_label("Code").fill("00000000")
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_role("alert")).to_have_text("That code is wrong or has expired.")
    page.get_by_role("link", name="Later").click()
    expect(page.locator("[data-unverified]")).to_contain_text("grace@example.org")

    mail = OutgoingMail.objects.get()
    [link] = re.findall(r"http://testserver(/\S+)", mail.text)
    page.goto(link)
    page.get_by_role("button", name="Verify my address").click()
    expect(page.locator("[data-toast]")).to_have_text("grace@example.org is verified.")
    expect(page.locator("[data-unverified]")).to_have_count(0)


def test_an_authenticator_app_is_set_up_and_required(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/accounts/settings/security/")
    page.get_by_role("link", name="Two-factor authentication: Turn on").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    secret = page.locator("[data-secret]").get_attribute("data-secret") or ""
    page.get_by_label("6-digit code").fill(code_of(secret))
    page.get_by_role("button", name="Turn on").click()

    expect(page.get_by_role("heading", name="Two-factor authentication is on")).to_be_visible()
    codes = page.locator("[data-codes] li")
    expect(codes).to_have_count(10)
    shown = [code.replace(" ", "") for code in codes.all_text_contents()]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("[data-toast]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert [code.replace(" ", "") for code in copied.split("\n") if code] == shown
    with page.expect_download() as file:
        page.get_by_role("button", name="Save as a file").click()
    assert file.value.path().read_text().split() == shown

    log_out(page)
    page.goto("/accounts/login/?next=/create")
    page.get_by_label("Username or email").fill("alice")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_label("Code").fill(code_of(secret, steps=1))
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(re.compile(r":\d+/create$"))


def test_a_passkey_is_added_and_logs_in(
    open_page: OpenPage, alice: User, server: Server, problems: Problems
) -> None:
    problems.expect("400")
    page = open_page(alice, base_url=server.url.replace("127.0.0.1", "localhost"))
    key_store_of(page)
    page.goto("/accounts/settings/passkeys/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("Laptop")
    page.get_by_label("Your password").fill("wrong-horse-battery")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("alert")).to_have_text("That is not your password.")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("main")).to_contain_text("Laptop")
    expect(page.get_by_role("main")).to_contain_text("Not used yet")

    log_out(page)
    page.goto("/accounts/login/?next=/accounts/settings/passkeys/")
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url(re.compile(r":\d+/accounts/settings/passkeys/$"))
    expect(page.get_by_role("main")).to_contain_text("Last used")

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("alert")).to_have_text(
        "This device already has a passkey for your account."
    )


def test_a_removed_passkey_signs_no_one_in(
    open_page: OpenPage, alice: User, server: Server, problems: Problems
) -> None:
    problems.expect("400")
    page = open_page(alice, base_url=server.url.replace("127.0.0.1", "localhost"))
    key_store_of(page)
    page.goto("/accounts/signup/passkey/?next=/create")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url(re.compile(r":\d+/create$"))
    page.goto("/accounts/settings/passkeys/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("main")).to_contain_text("You don't have any passkeys yet.")

    log_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text("That passkey did not work. Please try again.")


def test_a_session_ended_remotely_is_logged_out(open_page: OpenPage, alice: User) -> None:
    here, there = open_page(), open_page()
    for page in (here, there):
        log_in(page, "alice")
    here.goto("/accounts/settings/sessions/")
    expect(here.get_by_text("this device")).to_have_count(1)
    here.get_by_role("button", name="Log out other devices").click()
    expect(here.locator("[data-toast]")).to_have_text("You've been logged out everywhere else.")
    expect(here.get_by_role("button", name="Log out other devices")).to_have_count(0)
    there.goto("/create")
    expect(there.get_by_role("heading", name="Log in")).to_be_visible()
