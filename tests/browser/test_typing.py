"""Typing and pasting: input methods, phones, office programs, texts that are too long."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from posts.models import Comment, Post
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, file_of, photograph, show_post
from tests.browser.problems import Problems

# As Safari reports the Enter that chooses a word of an input method.
END_OF_CONVERSION = """field => field.dispatchEvent(new KeyboardEvent("keydown",
  { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }))"""
# What Word and Excel put there: the text, and a picture of it.
PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  if (text) clipboardData.setData("text/plain", text);
  clipboardData.items.add(new File(["picture"], "image.png", { type: "image/png" }));
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
}"""


@pytest.fixture
def post(alice: User, stored_pictures: StoredPictures) -> Post:
    return show_post(alice, stored_pictures)


def test_enter_that_ends_a_conversion_posts_no_half_comment(
    open_page: OpenPage, bob: User, post: Post
) -> None:
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    field = page.get_by_label("Add a comment")
    field.fill("東京")
    assert field.evaluate(END_OF_CONVERSION), "its default was prevented"
    field.press_sequentially("タワー")
    field.press("Enter")
    expect(page.locator("[data-comment]")).to_contain_text("東京タワー")
    assert Comment.objects.get().text == "東京タワー"


def test_enter_on_a_phone_makes_a_new_line(open_page: OpenPage, bob: User, post: Post) -> None:
    screen = {"width": 390, "height": 844}
    page = open_page(bob, viewport=screen, is_mobile=True, has_touch=True)
    page.goto(post.get_absolute_url())
    field = page.get_by_label("Add a comment")
    field.fill("One")
    field.press("Enter")
    field.press_sequentially("two")
    expect(field).to_have_value("One\ntwo")
    page.get_by_role("button", name="Post", exact=True).tap()
    expect(page.locator("[data-comment]")).to_contain_text("One\ntwo")
    expect(field).to_have_value("")


def test_a_pasted_text_that_is_too_long_is_counted_and_never_cut(
    open_page: OpenPage, alice: User, bob: User, post: Post, problems: Problems
) -> None:
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    field, button = page.get_by_label("Add a comment"), page.get_by_role("button", name="Post")
    counter = page.locator("comment-form character-count")
    field.fill("x")
    expect(counter).to_be_hidden()
    field.clear()
    field.focus()
    page.keyboard.insert_text("y" * 3000)
    expect(field).to_have_value("y" * 3000)
    expect(counter).to_have_text("3,000/2,200 too long")
    expect(button).to_be_disabled()
    field.press("Enter")
    expect(field).to_have_value("y" * 3000)
    field.fill("y" * 2200)
    expect(counter).to_have_text("2,200/2,200")
    button.click()
    expect(field).to_have_value("")
    expect(counter).to_be_hidden()

    # The server says so too, at the field, and the message goes with the first change.
    problems.expect("422")
    field.fill(" ")
    page.locator("comment-form button").evaluate("button => button.form.requestSubmit()")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(field).to_be_focused()
    field.press_sequentially("words")
    expect(page.get_by_role("alert")).to_have_count(0)
    field.press("Enter")
    expect(page.locator("[data-comment]")).to_have_count(2)

    page = open_page(alice)
    page.goto(f"{post.get_absolute_url()}edit")
    alt = page.get_by_label("Alt text")
    alt.clear()
    page.keyboard.insert_text("z" * 1600)
    expect(alt).to_have_value("z" * 1600)
    expect(page.get_by_text("1,600/1,500 too long")).to_be_visible()


def paste(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).evaluate(PASTE, text)


def test_a_text_pasted_from_word_uploads_no_picture_of_it(
    open_page: OpenPage, alice: User, problems: Problems
) -> None:
    problems.expect("415")
    page = open_page(alice)
    page.goto("/create")
    uploads = page.locator("[data-upload]")
    paste(page, "Caption", "Quarterly figures")
    paste(page, "Location", "Quarterly figures")
    expect(uploads).to_have_count(0)
    # A picture alone is meant as one, wherever the cursor is.
    paste(page, "Caption", "")
    expect(uploads).to_have_count(1)


def test_an_alt_text_that_is_too_long_is_kept_to_be_shortened(
    open_page: OpenPage, alice: User, tmp_path: Path
) -> None:
    page = open_page(alice)
    page.goto("/create")
    photo = file_of(tmp_path, "boats.jpg", photograph(800, 600))
    page.locator("[data-files]").set_input_files(photo)
    expect(page.locator("[data-state=ready]")).to_be_visible()
    share = page.get_by_role("button", name="Share", exact=True)
    page.get_by_label("Alt text").fill("z" * 1501)
    expect(share).to_be_disabled()
    page.get_by_label("Alt text").fill("z" * 1500)
    expect(share).to_be_enabled()


def test_the_code_field_has_the_focus_and_its_error_goes_when_it_is_changed(
    open_page: OpenPage, alice: User, problems: Problems
) -> None:
    problems.expect("400")
    page = open_page()
    page.goto("/accounts/login/code/")
    page.get_by_label("Username or email").fill("alice")
    page.keyboard.press("Enter")
    code = page.get_by_label("Code")
    expect(code).to_be_focused()
    # Longer than a code: nothing is cut there either.
    page.keyboard.insert_text("0" * 25)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(code).to_have_attribute("aria-invalid", "true")
    code.press_sequentially("1")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert code.get_attribute("aria-invalid") is None
