"""Tagged users and likers in a browser: tag, notification, removal, undo."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from posts.models import AuthorSettings, Post, TaggedUser
from posts.services.likes import like_post, unlike_post
from posts.services.tagged import set_tagged
from social.services import follow_user
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post
from tests.browser.reading import never_left, remember


@pytest.fixture
def post(alice: User, stored_pictures: StoredPictures) -> Post:
    return show_post(alice, stored_pictures)


@pytest.mark.usefixtures("processing")
def test_a_tagged_user_is_notified_removes_the_tag_and_undoes_it(
    open_page: OpenPage, alice: User, bob: User, post: Post
) -> None:
    hers, his = open_page(alice), open_page(bob)
    his.goto("/accounts/settings/")
    his.wait_for_function("document.documentElement.dataset.js !== undefined")
    hers.goto(f"{post.get_absolute_url()}edit")
    hers.get_by_label("Tag people").fill("@bob")
    hers.get_by_role("button", name="Save").last.click()
    expect(hers.get_by_role("button", name="1 person in this post")).to_be_visible()

    expect(his.get_by_text("alice tagged you in a post.")).to_be_visible()
    his.get_by_role("button", name="View").click()
    his.get_by_role("button", name="1 person in this post").click()
    remember(his)
    his.get_by_role("button", name="Remove me").click()
    expect(his.get_by_text("You're no longer shown in this post.")).to_be_visible()
    expect(his.get_by_role("button", name="1 person in this post")).to_have_count(0)
    his.get_by_role("button", name="Undo").click()
    expect(his.get_by_text("You're shown in this post.")).to_be_visible()
    expect(his.get_by_role("button", name="1 person in this post")).to_be_visible()
    assert never_left(his)


def test_pending_tags_are_approved_without_leaving_the_page(
    open_page: OpenPage, bob: User, post: Post
) -> None:
    AuthorSettings.objects.create(user=bob, reviews_tags=True)
    set_tagged(post=post, usernames=["bob"])
    page = open_page(bob)
    page.goto("/accounts/settings/tags/")
    remember(page)
    page.get_by_role("button", name="Approve alice").click()
    expect(page.get_by_text("You're tagged in this post.")).to_be_visible()
    page.get_by_role("button", name="Remove me alice").click()
    expect(page.get_by_text("You're not tagged in this post.")).to_be_visible()
    assert never_left(page)
    assert TaggedUser.objects.get().state == TaggedUser.State.REMOVED


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_the_list_opens_with_and_without_a_script(
    java_script_enabled: bool, open_page: OpenPage, bob: User, carol: User, post: Post
) -> None:
    set_tagged(post=post, usernames=["bob", "carol"])
    page = open_page(bob, java_script_enabled=java_script_enabled)
    page.goto(post.get_absolute_url())
    page.get_by_role("button", name="2 people in this post").click()
    people = page.get_by_role("dialog", name="In this post")
    expect(people.get_by_role("link", name="carol")).to_be_visible()
    # Two clicks in the list are none on the picture.
    people.get_by_role("heading").dblclick()
    expect(page.get_by_role("button", name="Like", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    people.get_by_role("button", name="Remove me").click()
    expect(page.get_by_role("button", name="1 person in this post")).to_be_visible()


@pytest.mark.usefixtures("processing")
def test_the_line_of_likes_moves_with_its_name(
    open_page: OpenPage, bob: User, carol: User, dave: User, post: Post
) -> None:
    follow_user(follower=bob, following=carol)
    like_post(post=post, user=carol)
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    line = page.locator("[data-counted=likes]")
    expect(line).to_have_text("Liked by carol", use_inner_text=True)
    page.get_by_role("button", name="Like", exact=True).click()
    expect(line).to_have_text("Liked by carol and 1 other", use_inner_text=True)
    like_post(post=post, user=dave)
    expect(line).to_have_text("Liked by carol and 2 others", use_inner_text=True)
    page.get_by_role("button", name="Like", exact=True).click()
    expect(line).to_have_text("Liked by carol and 1 other", use_inner_text=True)
    for person in (carol, dave):
        unlike_post(post=post, user=person)
    expect(line).to_have_text("Be the first to like this", use_inner_text=True)
    expect(page.get_by_role("link", name="See who liked this")).to_have_count(0)
    like_post(post=post, user=carol)
    expect(line).to_have_text("Liked by carol", use_inner_text=True)
    page.get_by_role("link", name="See who liked this").click(position={"x": 6, "y": 10})
    expect(page.get_by_role("heading", name="Likes", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Following carol")).to_be_visible()


@pytest.mark.usefixtures("processing")
def test_hidden_counts_stay_hidden_after_every_event(
    open_page: OpenPage, bob: User, dave: User, post: Post
) -> None:
    Post.objects.filter(pk=post.pk).update(hide_counts=True, likes_count=7340)
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    like = page.get_by_role("button", name="Like", exact=True)
    like.click()
    expect(like).to_have_attribute("aria-pressed", "true")
    like_post(post=post, user=dave)
    page.get_by_label("Add a comment").fill("Lovely.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Lovely.")).to_be_visible()
    expect(page.get_by_text("Likes are hidden")).to_be_visible()
    assert "734" not in page.locator("main").inner_text()
