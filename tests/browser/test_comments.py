"""A conversation below a post: replies, likes, pins, and errors."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from accounts.models import User
from posts.models import Comment, CommentLike, Post
from posts.services.comments import add_comment
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post
from tests.browser.problems import Problems
from tests.factories import make_comment, make_reply

PLAIN = {"java_script_enabled": False}


def comment_of(page: Page, comment: Comment) -> Locator:
    return page.locator(f"#comment-{comment.pk}")


def own_row(page: Page, comment: Comment) -> Locator:
    """The comment without the replies below it."""
    return page.locator(f'[data-comment-id="{comment.pk}"]')


def number(page: Page) -> Locator:
    return page.locator("#comments [data-count=comments]")


def test_a_reply_updates_every_count(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    comment = make_comment(post, alice, "Who knows this harbour?")
    reply = make_reply(comment, alice, "Nobody?")
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    expect(number(page)).to_have_text("2")
    page.get_by_role("link", name="View 1 reply").click()
    expect(comment_of(page, reply)).to_be_visible()

    field = page.get_by_label("Add a comment")
    field.fill("I do!")
    own_row(page, reply).get_by_role("link", name="Reply to alice").click()
    expect(page.get_by_text("Replying to alice")).to_be_visible()
    expect(field).to_have_value("@alice I do!")
    page.keyboard.press("Enter")
    thread = page.locator(f"#replies-{comment.pk} > [data-comment]")
    expect(thread).to_have_count(2)
    expect(thread.last).to_contain_text("@alice I do!")
    expect(number(page)).to_have_text("3")
    expect(field).to_have_value("")
    expect(page.get_by_text("Replying to alice")).to_be_hidden()
    assert Comment.objects.filter(parent=comment).count() == 2

    thread.last.get_by_role("button", name=re.compile("^Options")).click()
    thread.last.get_by_role("button", name="Delete").click()
    question = page.get_by_role("dialog", name="Delete this comment?")
    question.get_by_role("button", name="Cancel").click()
    expect(question).to_be_hidden()
    expect(thread).to_have_count(2)
    thread.last.get_by_role("button", name="Delete").click()
    question.get_by_role("button", name="Delete").click()
    expect(thread).to_have_count(1)
    expect(number(page)).to_have_text("2")


def test_a_cancelled_reply_can_become_a_comment(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    comment = make_comment(post, alice)
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    page.get_by_role("link", name="Reply to alice").click()
    page.keyboard.type("To all")
    page.get_by_role("link", name="Cancel reply").click()
    expect(page.get_by_label("Add a comment")).to_have_value("To all")
    page.keyboard.press("Enter")
    expect(page.locator("#comment-list > [data-comment]")).to_have_count(2)
    assert not comment.replies.exists()


def test_a_heart_shows_at_once_and_is_taken_back_where_that_fails(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures, problems: Problems
) -> None:
    post = show_post(alice, stored_pictures)
    comment = make_comment(post, alice)
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    heart = page.get_by_role("button", name="Like alice's comment")
    likes = own_row(page, comment).locator("[data-count=hearts]")
    with page.expect_response("**/like"):
        heart.click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    expect(own_row(page, comment).get_by_text("1 like")).to_be_visible()
    expect(page.locator("[data-actions] [data-count=likes]")).to_have_attribute("data-value", "0")
    expect(likes).to_have_attribute("data-value", "1")
    page.reload()
    expect(heart).to_have_attribute("aria-pressed", "true")

    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="")

    problems.expect("503")
    page.route("**/like", refuse)
    heart.click()
    expect(page.get_by_role("status").or_(page.locator("#toasts"))).not_to_be_empty()
    expect(heart).to_have_attribute("aria-pressed", "true")
    expect(likes).to_have_attribute("data-value", "1")
    assert CommentLike.objects.filter(comment=comment, user=bob).exists()


def test_the_author_pins_one_comment(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    old, new = make_comment(post, bob, "The old one"), make_comment(post, bob, "The new one")
    page = open_page(alice)
    page.goto(post.get_absolute_url())
    rows = page.locator("#conversation [data-comment]")
    expect(rows.first).to_contain_text(new.text)
    own_row(page, old).get_by_role("button", name=re.compile("^Options")).click()
    own_row(page, old).get_by_role("button", name="Pin").click()
    expect(rows.first).to_contain_text("Pinned")
    expect(rows.first).to_contain_text(old.text)

    page.get_by_label("Add a comment").fill("Mine")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text(old.text)
    expect(rows.nth(1)).to_contain_text("Mine")


def test_new_comments_appear_below_pinned_ones(
    open_page: OpenPage,
    alice: User,
    bob: User,
    carol: User,
    stored_pictures: StoredPictures,
    processing: None,
) -> None:
    post = show_post(alice, stored_pictures)
    pinned, other = make_comment(post, alice, "Rules"), make_comment(post, alice, "Other")
    Comment.objects.filter(pk=pinned.pk).update(pinned_at="2026-01-01T00:00Z")
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    expect(page.locator("#conversation [data-comment]")).to_have_count(2)
    add_comment(post=post, author=carol, text="Live!")
    rows = page.locator("#conversation [data-comment]")
    expect(rows).to_have_count(3, timeout=20_000)
    expect(rows.first).to_contain_text("Rules")
    expect(rows.nth(1)).to_contain_text("Live!")
    add_comment(post=post, author=carol, text="A reply", parent_id=other.pk)
    page.get_by_role("link", name="View 1 reply").click(timeout=20_000)
    expect(page.get_by_text("A reply")).to_be_visible()


def test_a_comment_that_cannot_be_posted_keeps_its_text(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures, problems: Problems
) -> None:
    post = show_post(alice, stored_pictures)
    make_comment(post, alice)
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    page.get_by_role("link", name="Reply to alice").click()
    page.keyboard.type("A long thought")
    Post.objects.filter(pk=post.pk).update(comments_from=Post.CommentsFrom.NOBODY)
    problems.expect("403")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Comments are turned off.")).to_be_visible()
    expect(page.get_by_label("Add a comment")).to_have_value("@alice A long thought")
    expect(page.get_by_text("Replying to alice")).to_be_visible()


def test_replies_likes_and_pins_work_without_scripts(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    comment = make_comment(post, bob, "What a light!")
    page = open_page(alice, **PLAIN)
    page.goto(post.get_absolute_url())
    page.get_by_role("link", name="Reply to bob").click()
    field = page.get_by_label("Add a comment")
    expect(field).to_have_value("@bob ")
    expect(page.get_by_text("Replying to bob")).to_be_visible()
    field.fill("@bob It was six.")
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.locator(f"#replies-{comment.pk}")).to_contain_text("It was six.")
    page.get_by_role("link", name="All comments").click()
    page.get_by_role("link", name="View 1 reply").click()
    expect(page.locator(f"#replies-{comment.pk}")).to_contain_text("It was six.")
    page.get_by_role("button", name="Like bob's comment").click()
    expect(own_row(page, comment).get_by_text("1 like")).to_be_visible()
    own_row(page, comment).get_by_role("button", name=re.compile("^Options")).click()
    own_row(page, comment).get_by_role("button", name="Pin").click()
    expect(page.locator("#pinned-comments")).to_contain_text("What a light!")
