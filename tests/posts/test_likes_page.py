"""The line under a photo that names likers, and the page with all of them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from posts.models import Post
from posts.services.likes import like_post
from social.services import follow_user
from tests.factories import make_post
from tests.pages import Element, Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


def path(post: Post) -> str:
    return f"/p/{post.shortcode}/likes"


def line(page: Page) -> Element:
    return page.one("span", data_counted="likes")


def test_without_likes_it_invites(post: Post, bob: User, client_of: ClientOf) -> None:
    page = Page(client_of(bob).get(f"/p/{post.shortcode}/"))
    assert line(page).text == "Be the first to like this0"
    assert page.one("span", data_count="likes")["data-value"] == "0"


def test_it_names_a_followed_user_and_counts_the_others(
    post: Post, bob: User, carol: User, dave: User, erin: User, client_of: ClientOf
) -> None:
    follow_user(follower=bob, following=carol)
    browser = client_of(bob)
    like_post(post=post, user=carol)
    page = Page(browser.get(f"/p/{post.shortcode}/"))
    assert line(page).text == "Liked by carol0"
    assert page.one("span", data_count="likes").attributes["hidden"] is None
    like_post(post=post, user=dave)
    assert line(Page(browser.get(f"/p/{post.shortcode}/"))).text == "Liked by carol and 1 other"
    like_post(post=post, user=erin)
    page = Page(browser.get(f"/p/{post.shortcode}/"))
    assert line(page).text == "Liked by carol and 2 others"
    assert page.one("span", data_count="likes")["data-value"] == "3"
    # The sentence for after the viewer's own like comes along.
    pressed = page.source.partition(f'id="likes-{post.shortcode}"')[2].partition("<template>")[2]
    assert 'data-value="4"' in pressed.partition("</template>")[0]
    assert [each for each in page.all("a", href="/carol/") if each.text == "carol"]
    assert page.all("a", href=path(post))
    stranger = Page(client_of(dave).get(f"/p/{post.shortcode}/"))
    assert line(stranger).text == "3 likes"
    assert line(Page(Client().get(f"/p/{post.shortcode}/"))).text == "3 likes"


def test_the_feed_says_it_too(
    post: Post, alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    for person in (alice, carol):
        follow_user(follower=bob, following=person)
    like_post(post=post, user=carol)
    like_post(post=post, user=bob)
    assert line(Page(client_of(bob).get("/"))).text == "Liked by carol and 1 other"


@pytest.mark.parametrize("language", ["en", "de", "es", "ar"])
def test_it_is_whole_in_every_language(
    language: str, post: Post, bob: User, carol: User, dave: User, client_of: ClientOf
) -> None:
    follow_user(follower=bob, following=carol)
    like_post(post=post, user=carol)
    like_post(post=post, user=dave)
    browser = client_of(bob)
    with translation.override(language):
        page = Page(browser.get(f"/p/{post.shortcode}/", headers={"Accept-Language": language}))
    assert "carol" in line(page).text
    assert "{" not in line(page).text


def test_the_page_lists_them_with_buttons_to_follow(
    post: Post, bob: User, carol: User, client_of: ClientOf
) -> None:
    for person in (bob, carol):
        like_post(post=post, user=person)
    page = Page(client_of(bob).get(path(post)))
    assert page.all("a", href="/carol/")
    assert len(page.all("button", id="follow-carol")) == 1
    assert page.all("button", id="follow-bob") == []
    assert "2 likes" in page.text


def test_it_has_no_likes_yet(post: Post, bob: User, client_of: ClientOf) -> None:
    assert "No likes yet" in Page(client_of(bob).get(path(post))).text


def test_the_list_goes_on_by_a_link_and_by_htmx(
    post: Post, alice: User, bob: User, client_of: ClientOf
) -> None:
    for number in range(25):
        like_post(post=post, user=User.objects.create(username=f"person{number:02}"))
    browser = client_of(bob)
    first = Page(browser.get(path(post)))
    assert len(first.all("li", data_row=None)) == 20
    more = first.one("a", href=None, class_="button button-quiet")["href"]
    assert len(Page(browser.get(more)).all("li", data_row=None)) == 5
    part = Page(browser.get(more, headers=HTMX))
    assert len(part.all("li", data_row=None)) == 5
    assert part.all("html") == []


def test_the_anonymous_log_in_first_and_a_hidden_post_is_not_there(
    post: Post, bob: User, client_of: ClientOf
) -> None:
    response = Client().get(path(post))
    assert response["Location"] == f"/accounts/login/?next={path(post)}"
    Post.objects.filter(pk=post.pk).update(state=Post.State.PROCESSING)
    assert client_of(bob).get(path(post)).status_code == 404
    assert client_of(bob).post(path(post)).status_code == 405


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_for_one_item_and_for_twenty(
    count: int,
    post: Post,
    bob: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        like_post(post=post, user=User.objects.create(username=f"person{number:02}"))
    browser = client_of(bob)
    browser.get(path(post))
    # viewer · post · likers the viewer follows · other likers · relationships
    # · unread conversations
    with django_assert_num_queries(6):
        browser.get(path(post))
