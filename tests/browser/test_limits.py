"""A rate-limited user: nothing is lost, and the wait is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.models import User
from core import limits
from core.limits import Limit
from core.limits.site import UPLOADS
from posts.limits import COMMENTS
from social.limits import FOLLOWS
from social.models import Follow
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, file_of, photograph, show_post
from tests.browser.problems import Problems
from tests.processes import Server, start_site


@pytest.fixture
def server(transactional_db: None, limited: None) -> Iterator[Server]:
    """A server on which the limits hold."""
    server = start_site(DJANGO_ALLOW_ASYNC_UNSAFE="", RATE_LIMITS="on")
    yield server
    server.stop()


def spend_all(limit: Limit, user: User) -> None:
    for _ in range(limit.amount):
        limits.hit(limit, by=user.pk)


def test_a_follow_too_many_is_undone_and_says_how_long_to_wait(
    open_page: OpenPage, alice: User, bob: User, problems: Problems
) -> None:
    problems.expect("429")
    spend_all(FOLLOWS, bob)
    page = open_page(bob)
    page.goto("/alice/")
    page.get_by_role("button", name="Follow alice").click()
    expect(page.get_by_role("status").get_by_text("Please try again in 24 hours.")).to_be_visible()
    expect(page.get_by_role("button", name="Follow alice")).to_be_visible()
    assert not Follow.objects.exists()


def test_an_upload_over_the_limit_shows_the_wait_and_can_be_retried(
    open_page: OpenPage, bob: User, tmp_path: Path, problems: Problems
) -> None:
    problems.expect("429")
    spend_all(UPLOADS, bob)
    page = open_page(bob)
    page.goto("/create")
    boats = file_of(tmp_path, "boats.jpg", photograph(800, 600))
    page.locator("[data-files]").set_input_files([boats])
    interrupted = page.locator("[data-state=interrupted]")
    expect(interrupted.get_by_role("alert")).to_contain_text("Please try again in 30 minutes.")
    limits.reset(UPLOADS, by=bob.pk)
    interrupted.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-state=ready]")).to_contain_text("boats.jpg")


def test_a_comment_too_many_is_kept_with_scripts_and_without(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures, problems: Problems
) -> None:
    problems.expect("429")
    spend_all(COMMENTS, bob)
    post = show_post(alice, stored_pictures)
    for scripts in (True, False):
        page = open_page(bob, java_script_enabled=scripts)
        page.goto(post.get_absolute_url())
        page.get_by_label("Add a comment").fill("Lovely.")
        page.get_by_role("button", name="Post", exact=True).click()
        expect(page.get_by_text("Please try again in 10 minutes.")).to_be_visible()
        expect(page.get_by_label("Add a comment")).to_have_value("Lovely.")


def test_without_scripts_a_page_says_how_long_to_wait_and_leads_on(
    open_page: OpenPage, alice: User, bob: User, problems: Problems
) -> None:
    problems.expect("429")
    spend_all(FOLLOWS, bob)
    page = open_page(bob, java_script_enabled=False)
    page.goto("/alice/")
    page.get_by_role("button", name="Follow alice").click()
    expect(page.get_by_role("heading", name="You're going a little fast")).to_be_visible()
    expect(page.get_by_text("Please try again in 24 hours.")).to_be_visible()
    page.get_by_role("link", name="Back to home").click()
    page.wait_for_url("/")
