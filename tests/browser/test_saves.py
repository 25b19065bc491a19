"""Saving: shown at once, undone where it fails, put back with its collections."""

import pytest
from playwright.sync_api import Page, Route, expect

from accounts.models import User
from posts.models import Collection, CollectionItem, Post, Save
from posts.services.collections import create_collection
from posts.services.saves import save_post
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post, show_posts
from tests.browser.problems import Problems
from tests.browser.reading import never_left, remember
from tests.processes import wait_until


@pytest.fixture
def post(alice: User, stored_pictures: StoredPictures) -> Post:
    return show_post(alice, stored_pictures, caption="A pier")


def press_save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def expect_saved(page: Page, saved: bool) -> None:
    button = page.get_by_role("button", name="Save", exact=True)
    expect(button).to_have_attribute("aria-pressed", "true" if saved else "false")


def wait_for_saves(number: int) -> None:
    wait_until(lambda: Save.objects.count() == number, what=f"{number} saves")


def test_undoing_an_unsave_restores_its_collections(
    open_page: OpenPage, bob: User, post: Post
) -> None:
    collections = [create_collection(owner=bob, name=name, post=post) for name in ("One", "Two")]
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    remember(page)
    expect_saved(page, True)
    press_save(page)
    expect_saved(page, False)
    expect(page.get_by_text("Removed from saved posts")).to_be_visible()
    assert not Save.objects.exists()
    assert not CollectionItem.objects.exists()
    page.get_by_role("button", name="Undo").click()
    expect_saved(page, True)
    wait_until(lambda: CollectionItem.objects.count() == len(collections), what="both collections")
    assert Save.objects.filter(post=post, user=bob).exists()
    assert never_left(page)


def test_quick_changes_of_mind_leave_the_last_and_its_collections(
    open_page: OpenPage, bob: User, post: Post
) -> None:
    create_collection(owner=bob, name="Piers", post=post)
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    for _ in range(4):
        press_save(page)
    expect_saved(page, True)
    expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
    wait_until(
        lambda: CollectionItem.objects.count() == Save.objects.count() == 1,
        what="the save, in its collection",
    )


def test_a_refused_change_is_undone_with_a_message(
    open_page: OpenPage, bob: User, post: Post, problems: Problems
) -> None:
    problems.expect("503")
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    waiting: list[Route] = []
    # A list's own method takes no attributes, which Playwright gives to handlers.
    page.route("**/save", lambda route: waiting.append(route))  # noqa: PLW0108
    press_save(page)
    expect_saved(page, True)
    while not waiting:
        page.wait_for_timeout(20)
    waiting[0].fulfill(status=503)
    expect_saved(page, False)
    expect(page.get_by_text("That did not work. Please try again.")).to_be_visible()
    assert not Save.objects.exists()


def test_a_dialog_puts_it_into_collections_old_and_new(
    open_page: OpenPage, bob: User, post: Post, problems: Problems
) -> None:
    problems.expect("422")
    create_collection(owner=bob, name="Piers")
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    remember(page)
    press_save(page)
    page.get_by_role("button", name="Add to collection").click()
    dialog = page.get_by_role("dialog", name="Add to collection")
    expect(dialog).to_be_visible()
    piers = dialog.get_by_role("button", name="Piers")
    piers.click()
    expect(piers).to_have_attribute("aria-pressed", "true")
    expect(piers).to_be_focused()
    dialog.get_by_label("New collection").fill("PIERS")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("You already have a collection with that name.")).to_be_visible()
    dialog.get_by_label("New collection").fill("Quays")
    dialog.get_by_role("button", name="Create").click()
    quays = dialog.get_by_role("button", name="Quays")
    expect(quays).to_have_attribute("aria-pressed", "true")
    piers.click()
    expect(piers).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert CollectionItem.objects.get().collection.name == "Quays"
    assert never_left(page)


def test_choosing_a_collection_saves(open_page: OpenPage, bob: User, post: Post) -> None:
    create_collection(owner=bob, name="Piers")
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    page.get_by_role("button", name="Save", exact=True).click(button="right")
    page.get_by_role("dialog").get_by_role("button", name="Piers").click()
    expect_saved_behind(page)
    page.mouse.click(5, 5)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert Save.objects.exists()


def expect_saved_behind(page: Page) -> None:
    """Beside an open dialog nothing else can be named."""
    expect(page.locator("save-button button")).to_have_attribute("aria-pressed", "true")


def test_a_collection_is_emptied_and_filled_again(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    collection = create_collection(owner=bob, name="Piers")
    for post in show_posts(alice, stored_pictures, 2):
        save_post(post=post, user=bob, collection_id=collection.pk)
    page = open_page(bob)
    page.goto(f"/bob/saved/{collection.pk}")
    remember(page)
    tiles = page.locator("#grid a[href^='/p/']")
    before = [tile.get_attribute("href") for tile in tiles.all()]
    remove(page, left=1)
    page.get_by_role("button", name="Undo").click()
    expect(tiles).to_have_count(2)
    wait_for_items(2)
    assert [tile.get_attribute("href") for tile in tiles.all()] == before
    remove(page, left=1)
    remove(page, left=0)
    expect(page.get_by_text("This collection is empty")).to_be_visible()
    assert Save.objects.count() == 2
    assert never_left(page)


def remove(page: Page, *, left: int) -> None:
    page.locator("#grid li").first.hover()
    page.get_by_role("button", name="Remove from this collection").first.click()
    expect(page.locator("#grid a[href^='/p/']")).to_have_count(left)
    wait_for_items(left)


def wait_for_items(number: int) -> None:
    wait_until(lambda: CollectionItem.objects.count() == number, what=f"{number} in it")


def test_the_saved_page_is_searched_while_typing(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    for post in show_posts(alice, stored_pictures, 3):
        save_post(post=post, user=bob)
    page = open_page(bob)
    page.goto("/")
    page.get_by_role("button", name="More").first.click()
    page.get_by_role("link", name="Saved").click()
    remember(page)
    tiles = page.locator("#grid a[href^='/p/']:not([data-collections])")
    expect(tiles).to_have_count(3)
    field = page.get_by_label("Search your saved posts")
    field.press_sequentially("picture 2")
    expect(tiles).to_have_count(1)
    field.fill("lighthouse")
    expect(page.get_by_text("No results")).to_be_visible()
    field.fill("")
    expect(tiles).to_have_count(3)
    assert never_left(page)


def test_saves_and_collections_work_without_scripts(
    open_page: OpenPage, bob: User, post: Post
) -> None:
    page = open_page(bob, java_script_enabled=False)
    page.goto(post.get_absolute_url())
    press_save(page)
    expect_saved(page, True)
    page.goto("/bob/saved")
    page.get_by_role("link", name="Add to collection").click()
    page.get_by_label("New collection").fill("Piers")
    page.get_by_role("button", name="Create").click()
    piers = page.get_by_role("button", name="Piers")
    expect(piers).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Done").click()
    page.get_by_role("link", name="Piers").click()
    expect(page.get_by_role("heading", name="Piers")).to_be_visible()
    page.get_by_role("button", name="Remove from this collection").click()
    expect(page.get_by_text("This collection is empty")).to_be_visible()
    page.get_by_role("button", name="Options").click()
    page.get_by_role("link", name="Delete collection").click()
    page.get_by_role("button", name="Delete").click()
    wait_until(lambda: not Collection.objects.exists(), what="the collection to go")
    wait_for_saves(1)
    page.get_by_role("link", name="New collection").click()
    page.get_by_label("Name").fill("Quays")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("heading", name="Quays")).to_be_visible()
