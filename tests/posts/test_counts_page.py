"""The counts of a post, which open pages fetch again when they change."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from posts.models import Post
from posts.services.comments import add_comment
from posts.services.likes import like_post
from social.services import follow_user
from tests.factories import make_post
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]


def counts_of(client: Client, post: Post) -> Page:
    return Page(client.get(f"/p/{post.shortcode}/counts"))


def test_the_counts_are_written_as_on_the_page_and_the_card(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    post = make_post(alice)
    for followed in (alice, carol):
        follow_user(follower=bob, following=followed)
    for liker in (alice, carol):
        like_post(post=post, user=liker)
    add_comment(post=post, author=carol, text="A fine pier")
    browser = client_of(bob)
    counts = counts_of(browser, post)
    page, home = Page(browser.get(post.get_absolute_url())), Page(browser.get("/"))
    for shown, tag, name in (
        (page, "like-count", f"likes-{post.shortcode}"),
        (page, "h2", f"comments-heading-{post.shortcode}"),
        (home, "like-count", f"likes-{post.shortcode}"),
        (home, "a", f"comments-link-{post.shortcode}"),
    ):
        assert counts.one(tag, id=name).text == shown.one(tag, id=name).text
    assert "Liked by" in counts.one("like-count").text


def test_hidden_counts_are_in_no_response_to_others(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    post = make_post(alice, hide_counts=True, likes_count=734, comments_count=91)
    source = counts_of(client_of(bob), post).source
    assert "734" not in source
    assert "735" not in source
    assert "91" not in source.replace(post.shortcode, "")
    assert "734" in counts_of(client_of(alice), post).source


def test_the_sentence_for_after_the_press_comes_along(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    post = make_post(alice)
    source = counts_of(client_of(bob), post).source
    before, after = source.split("<template>")[:2]
    assert "Be the first to like this" in before
    assert 'data-value="1"' in after.partition("</template>")[0]
    like_post(post=post, user=bob)
    before, after = counts_of(client_of(bob), post).source.split("<template>")[:2]
    assert 'data-value="1"' in before
    assert "Be the first to like this" in after.partition("</template>")[0]


def test_a_post_that_the_viewer_may_not_see_has_no_counts(
    erin: User, bob: User, client_of: ClientOf
) -> None:
    erin.is_private = True
    erin.save()
    post = make_post(erin)
    assert client_of(bob).get(f"/p/{post.shortcode}/counts").status_code == 404
