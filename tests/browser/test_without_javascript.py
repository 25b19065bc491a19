"""Everything by plain links and forms."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.models import User
from posts.models import Post
from social.models import Follow
from social.services import follow_user
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, file_of, photograph, show_post, show_posts
from tests.browser.steps import log_in, share, sign_up
from tests.processes import wait_until

PLAIN = {"java_script_enabled": False}


def test_a_user_signs_up_in_and_out(open_page: OpenPage, alice: User) -> None:
    page = open_page(**PLAIN)
    sign_up(page, "carol")
    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()
    log_in(page, "alice")


def test_a_list_is_read_page_by_page(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    follow_user(follower=bob, following=alice)
    show_posts(alice, stored_pictures, 25)
    page = open_page(bob, **PLAIN)
    page.goto("/")
    expect(page.get_by_role("article")).to_have_count(20)
    expect(page.get_by_text("Picture 25")).to_be_visible()
    page.get_by_role("link", name="Older posts").click()
    expect(page.get_by_role("article")).to_have_count(5)
    expect(page.get_by_text("You're all caught up")).to_be_visible()
    expect(page.get_by_role("link", name="Older posts")).to_have_count(0)


def test_a_user_likes_comments_and_follows(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures, caption="The harbour")
    page = open_page(bob, **PLAIN)
    page.goto(post.get_absolute_url())
    page.get_by_role("button", name="Like", exact=True).click()
    expect(page.get_by_text("1 like", exact=True)).to_be_visible()
    like = page.get_by_role("button", name="Like", exact=True)
    expect(like).to_have_attribute("aria-pressed", "true")
    like.click()
    expect(page.get_by_text("Be the first to like this")).to_be_visible()

    page.get_by_label("Add a comment").fill("First line\nsecond line")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.locator("[data-comment]")).to_contain_text("First line\nsecond line")
    page.get_by_role("button", name="Options for bob's comment").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator("[data-comment]")).to_have_count(0)

    page.goto("/alice/")
    page.get_by_role("button", name="Follow alice").click()
    expect(page.get_by_role("button", name="Following alice")).to_be_visible()
    assert Follow.objects.filter(follower=bob, following=alice).exists()


@pytest.mark.usefixtures("processing")
def test_a_user_posts_a_photo(open_page: OpenPage, alice: User, tmp_path: Path) -> None:
    page = open_page(alice, **PLAIN)
    page.goto("/create")
    page.get_by_label("Caption").fill("By hand")
    file = file_of(tmp_path, "boats.jpg", photograph(800, 600))
    page.locator("[data-files]").set_input_files(file)
    share(page)
    wait_until(lambda: Post.objects.get().is_ready, what="the photograph")
    page.reload()
    picture = page.get_by_role("img", name="Photo by alice").first
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
