"""Dates in the time zone of the reader."""

from datetime import UTC, datetime

from playwright.sync_api import expect

from accounts.models import User
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post


def test_a_reader_far_east_sees_their_own_day(
    open_page: OpenPage, alice: User, stored_pictures: StoredPictures
) -> None:
    evening = datetime(2024, 12, 31, 20, tzinfo=UTC)
    post = show_post(alice, stored_pictures, at=evening, edited_at=evening)
    page = open_page(alice, timezone_id="Pacific/Kiritimati")
    page.goto(post.get_absolute_url())
    times = page.locator("time")
    expect(times).to_have_text(["January 1, 2025", "edited", "January 1, 2025"])
    for time in times.all():
        expect(time).to_have_attribute("title", "January 1, 2025 at 10:00 AM")
