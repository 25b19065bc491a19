"""Without a connection, and after another login: nothing that was chosen or written is lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from posts.models import Comment, Like, Media, Post
from social.services import follow_user
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, file_of, photograph, show_post, show_posts
from tests.browser.problems import Problems
from tests.browser.reading import never_left, remember
from tests.browser.steps import PERMALINK, THAW, log_in, log_out, share
from tests.processes import wait_until

OFFLINE = "You seem to be offline"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return file_of(tmp_path, "boats.jpg", photograph(800, 600))


@pytest.fixture
def no_network(problems: Problems) -> None:
    problems.expect("ERR_INTERNET_DISCONNECTED")


def press_share(page: Page) -> None:
    page.get_by_role("button", name="Share", exact=True).click()


@pytest.mark.usefixtures("no_network")
def test_an_upload_goes_on_by_itself_and_sharing_offline_loses_nothing(
    open_page: OpenPage, alice: User, photo: Path
) -> None:
    page = open_page(alice)
    page.goto("/create")
    remember(page)
    page.get_by_label("Caption").fill("Kept words")
    page.context.set_offline(True)
    page.locator("[data-files]").set_input_files(photo)
    upload = page.locator("[data-upload]")
    expect(upload).to_have_attribute("data-state", "interrupted")
    page.context.set_offline(False)
    expect(upload).to_have_attribute("data-state", "ready")

    page.context.set_offline(True)
    press_share(page)
    expect(page.locator("#toasts")).to_contain_text(OFFLINE)
    expect(page.get_by_label("Caption")).to_have_value("Kept words")
    assert never_left(page)
    page.context.set_offline(False)
    share(page)
    assert Post.objects.get().caption == "Kept words"
    assert Media.objects.count() == 1


def test_what_the_server_refuses_is_said_at_its_field(
    open_page: OpenPage, alice: User, photo: Path, problems: Problems
) -> None:
    problems.expect("400")
    page = open_page(alice)
    page.goto("/create")
    page.locator("[data-files]").set_input_files(photo)
    expect(page.locator("[data-state=ready]")).to_be_visible()
    location = page.get_by_label("Location")
    location.fill("x" * 101)
    press_share(page)
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("100 characters")
    expect(location).to_be_focused()
    location.fill("Ostend")
    expect(page.get_by_role("alert").filter(visible=True)).to_have_count(0)
    share(page)
    assert Post.objects.get().location == "Ostend"


@pytest.mark.usefixtures("no_network")
def test_a_form_sent_offline_stays_with_what_was_written(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/accounts/settings/profile/")
    page.get_by_label("Bio").fill("Boats, mostly.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#toasts")).to_contain_text(OFFLINE)
    expect(page.get_by_label("Bio")).to_have_value("Boats, mostly.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()


def test_a_page_of_the_feed_that_fails_offers_a_link_instead_of_skeletons(
    open_page: OpenPage,
    alice: User,
    bob: User,
    stored_pictures: StoredPictures,
    problems: Problems,
) -> None:
    follow_user(follower=bob, following=alice)
    show_posts(alice, stored_pictures, 22)
    problems.expect("503|ERR_INTERNET_DISCONNECTED|htmx:")
    page = open_page(bob)
    page.route("**/?cursor=*", lambda route: route.fulfill(status=503, body=""))
    page.goto("/")
    remember(page)
    articles, skeleton = page.get_by_role("article"), page.locator("load-more [aria-hidden]")
    expect(articles).to_have_count(20)
    link = page.get_by_role("link", name="Older posts")
    assert link.evaluate("link => link.parentElement.offsetHeight") < 2
    expect(skeleton).to_be_visible()
    articles.last.scroll_into_view_if_needed()
    page.mouse.wheel(0, 5000)
    expect(skeleton).to_be_hidden()
    assert link.evaluate("link => link.parentElement.offsetHeight") > 40

    page.context.set_offline(True)
    page.unroute("**/?cursor=*")
    link.click()
    expect(page.locator("#toasts")).to_contain_text(OFFLINE)
    page.context.set_offline(False)
    expect(articles).to_have_count(22)
    assert never_left(page)


def test_an_old_tab_goes_on_after_a_new_login_of_the_same_person(
    open_page: OpenPage,
    alice: User,
    photo: Path,
    stored_pictures: StoredPictures,
    problems: Problems,
) -> None:
    post = show_post(alice, stored_pictures)
    problems.expect("403")
    composer = open_page(alice)
    composer.goto("/create")
    talk = composer.context.new_page()
    talk.goto(post.get_absolute_url())
    settings = composer.context.new_page()
    settings.goto("/accounts/settings/profile/")
    other = composer.context.new_page()
    log_out(other)
    log_in(other, "alice")

    composer.locator("[data-files]").set_input_files(photo)
    expect(composer.locator("[data-state=ready]")).to_be_visible()
    share(composer)
    # A like by the page's own script, a comment by HTMX.
    talk.get_by_role("button", name="Like", exact=True).click()
    wait_until(Like.objects.exists, what="a like")
    talk.get_by_label("Add a comment").fill("Still here")
    talk.get_by_role("button", name="Post", exact=True).click()
    expect(talk.locator("[data-comment]")).to_contain_text("Still here")
    assert Comment.objects.get().author == alice
    settings.evaluate(THAW)
    settings.get_by_label("Bio").fill("Boats, mostly.")
    settings.get_by_role("button", name="Save").click()
    expect(settings.get_by_text("Profile saved.")).to_be_visible()


def test_an_old_tab_sends_nothing_as_someone_else_and_keeps_what_was_chosen(
    open_page: OpenPage,
    alice: User,
    bob: User,
    photo: Path,
    stored_pictures: StoredPictures,
    problems: Problems,
) -> None:
    post = show_post(alice, stored_pictures)
    problems.expect("401|403")
    page = open_page(alice)
    page.goto("/create")
    page.get_by_label("Caption").fill("Kept words")
    talk = page.context.new_page()
    talk.goto(post.get_absolute_url())
    talk.get_by_label("Add a comment").fill("Kept too")
    other = page.context.new_page()
    log_out(other)
    page.locator("[data-files]").set_input_files(photo)
    upload = page.locator("[data-upload]")
    expect(upload).to_contain_text("You've been logged out.")
    log_in(other, "bob")
    page.get_by_role("button", name="Try again").click()
    expect(upload).to_contain_text("You're logged in with another account now. Log in as alice")
    talk.get_by_role("button", name="Post", exact=True).click()
    expect(talk.locator("#toasts")).to_contain_text("Log in as alice")
    expect(talk.get_by_label("Add a comment")).to_have_value("Kept too")
    assert not Media.objects.filter(owner=bob).exists()
    assert not Comment.objects.exists()

    log_out(other)
    log_in(other, "alice")
    page.get_by_role("button", name="Try again").click()
    expect(upload).to_have_attribute("data-state", "ready")
    share(page)
    assert PERMALINK.fullmatch(page.url)
    assert Post.objects.get(caption="Kept words").author == alice
