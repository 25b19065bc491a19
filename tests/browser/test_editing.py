"""What an author does to a published post: options, editing, the archive."""

from pathlib import Path

from playwright.sync_api import Page, expect

from accounts.models import User
from posts.models import Post
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, file_of, photograph, show_post
from tests.browser.problems import Problems
from tests.browser.steps import share


def open_menu(page: Page, post: Post) -> None:
    page.locator(f"#open-menu-{post.shortcode}").click()


def test_the_composer_states_the_audience(open_page: OpenPage, alice: User, tmp_path: Path) -> None:
    page = open_page(alice)
    page.goto("/create")
    page.locator("[data-files]").set_input_files(
        file_of(tmp_path, "boats.jpg", photograph(800, 600))
    )
    expect(page.locator("[data-state=ready]")).to_be_visible()
    page.get_by_label("Who can see this").select_option("Close friends")
    expect(page.get_by_label("Who can comment")).to_be_hidden()
    page.get_by_text("Advanced").click()
    page.get_by_label("Who can comment").select_option("Nobody")
    page.get_by_role("switch", name="Hide like and comment counts").check()
    share(page)
    post = Post.objects.get()
    assert (post.audience, post.comments_from) == ("close_friends", "nobody")
    assert post.hide_counts


def test_photos_are_arranged_on_the_page_and_saved_once(
    open_page: OpenPage, alice: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures, photographs=3, caption="A pier")
    ids = [str(media.pk) for media in post.media.all()]
    page = open_page(alice)
    page.goto(post.get_absolute_url())
    open_menu(page, post)
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Caption").fill("Two piers")
    rows = page.locator("[data-photo]")
    rows.nth(2).get_by_role("button", name="Move earlier").click()
    expect(rows.nth(1).locator("input")).to_have_value(ids[2])
    expect(page.get_by_role("status").filter(has_text="Photo 2 of 3")).to_have_count(1)
    rows.nth(1).get_by_role("button", name="Move earlier").press("Enter")
    expect(rows.nth(0).locator("input")).to_have_value(ids[2])
    expect(rows.nth(0).get_by_role("button", name="Move later")).to_be_focused()
    expect(rows.nth(0).get_by_role("button", name="Move earlier")).to_be_hidden()
    rows.nth(0).get_by_label("Alt text").fill("The pier at six")
    assert Post.objects.get().caption == "A pier"

    page.get_by_label("Location").fill("Ostend")
    page.get_by_label("Location").press("Enter")
    expect(page.get_by_text("Changes saved.")).to_be_visible()
    expect(page.get_by_text("edited")).to_be_visible()
    post = Post.objects.get()
    assert (post.caption, post.location) == ("Two piers", "Ostend")
    assert [(str(each.pk), each.alt) for each in post.media.all()] == [
        (ids[2], "The pier at six"), (ids[0], "A lighthouse"), (ids[1], "A lighthouse"),
    ]  # fmt: skip


def test_photos_are_arranged_without_scripts(
    open_page: OpenPage, alice: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures, photographs=2)
    ids = [str(media.pk) for media in post.media.all()]
    page = open_page(alice, java_script_enabled=False)
    page.goto(f"{post.get_absolute_url()}edit")
    page.get_by_label("Caption").fill("Kept words")
    page.get_by_role("button", name="Move later").first.click()
    expect(page.locator("[data-photo] input").first).to_have_value(ids[1])
    expect(page.get_by_label("Caption")).to_have_value("Kept words")
    page.get_by_label("Location").press("Enter")
    page.wait_for_url(f"**{post.get_absolute_url()}")
    assert [str(each.pk) for each in Post.objects.get().media.all()] == ids[::-1]


def test_a_post_is_archived_in_the_feed_and_undone(
    open_page: OpenPage, alice: User, stored_pictures: StoredPictures
) -> None:
    post, other = (
        show_post(alice, stored_pictures, caption="A pier"),
        show_post(alice, stored_pictures),
    )
    page = open_page(alice)
    page.goto("/")
    card = page.locator(f"article#post-{post.shortcode}")
    open_menu(page, post)
    card.get_by_role("button", name="Archive").click()
    expect(card).to_have_count(0)
    expect(page.locator(f"article#post-{other.shortcode}")).to_be_visible()
    toast = page.locator("#toasts")
    expect(toast).to_contain_text("Archived. Only you can see it now.")
    assert Post.objects.get(pk=post.pk).archived_at is not None
    toast.get_by_role("button", name="Undo").click()
    expect(card).to_be_visible()
    expect(toast).to_contain_text("Back on your profile.")
    assert Post.objects.get(pk=post.pk).archived_at is None


def test_on_its_own_page_a_post_is_archived_and_undone(
    open_page: OpenPage, alice: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures, caption="A pier")
    page = open_page(alice)
    page.goto(post.get_absolute_url())
    open_menu(page, post)
    page.get_by_role("button", name="Archive").click()
    banner = page.get_by_text("Archived. Only you can see this post.")
    expect(banner).to_be_visible()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(banner).to_have_count(0)
    assert Post.objects.get().archived_at is None
    open_menu(page, post)
    page.get_by_role("button", name="Archive").click()
    page.get_by_role("button", name="Show on profile").click()
    expect(banner).to_have_count(0)
    assert Post.objects.get().archived_at is None


def test_the_menu_pins_and_explains_a_refusal(
    open_page: OpenPage, alice: User, stored_pictures: StoredPictures, problems: Problems
) -> None:
    problems.expect("409")
    posts = [show_post(alice, stored_pictures) for _ in range(4)]
    page = open_page(alice)
    page.goto("/")
    for post in posts:
        open_menu(page, post)
        card = page.locator(f"#post-{post.shortcode}")
        card.get_by_role("button", name="Pin to profile").click()
        message = "You can pin up to 3 posts." if post == posts[3] else "Pinned to your profile."
        expect(page.locator("#toasts")).to_contain_text(message)
        page.locator("#toasts [data-toast]").evaluate("toast => toast.remove()")
    assert Post.objects.exclude(pinned_at=None).count() == 3
    open_menu(page, posts[0])
    expect(page.get_by_role("button", name="Unpin from profile")).to_be_visible()


def test_others_find_a_link_to_copy_in_the_menu(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    open_menu(page, post)
    expect(page.get_by_role("button", name="Archive")).to_have_count(0)
    menu = page.locator(f"#menu-{post.shortcode}")
    menu.get_by_role("button", name="Copy link").click()
    expect(page.locator("#toasts")).to_contain_text("Link copied")
    expect(menu.get_by_role("button", name="Copy link")).to_be_hidden()
