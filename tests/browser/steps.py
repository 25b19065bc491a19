"""What a user does on the pages, found by visible names."""

import re

from playwright.sync_api import Page, expect

from tests.factories import PASSWORD

# What browsers send where they froze the page and thaw it.
THAW = "() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
PERMALINK = re.compile(r".*/p/[\w-]+/$")


def sign_up(page: Page, username: str) -> None:
    """Logged in afterwards, at home, with an address that is still to be verified."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Sign up").click()
    page.get_by_label("Email").fill(f"{username}@example.org")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("link", name="Later").click()
    expect(page.get_by_role("heading", name=f"Welcome, {username}")).to_be_visible()


def log_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()
    expect(page.get_by_role("main").get_by_role("link", name="Log in")).to_be_visible()


def log_in(page: Page, login: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Username or email").fill(login)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("/")


def follow(page: Page, username: str) -> None:
    page.goto(f"/{username}/")
    page.get_by_role("button", name=f"Follow {username}").click()
    expect(page.get_by_role("button", name=f"Following {username}")).to_be_visible()


def share(page: Page) -> None:
    """Publish what is in the composer, and arrive at the post."""
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_url(PERMALINK)
