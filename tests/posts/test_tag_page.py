"""The page of a tag, and the links to it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from posts.models import Hashtag, HashtagFollow, Post
from posts.services.entities import record_caption
from posts.services.hashtags import MAX_FOLLOWED_HASHTAGS, follow_tag
from posts.templatetags.post_tags import linkify
from social.services import set_private
from tests.factories import make_post
from tests.pages import Page
from tests.posts.hostile import HOSTILE, assert_harmless, make_hostile

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def tagged(author: User, caption: str = "By the #sea", **fields: Any) -> Post:
    post = make_post(author, caption=caption, **fields)
    record_caption(post=post)
    return post


def tiles(page: Page) -> list[str]:
    links = [link["href"] for link in page.all("a", href=None)]
    return [link.split("/")[2] for link in links if link.startswith("/p/")]


def test_strangers_see_the_public_posts_of_a_tag(alice: User, client: Client) -> None:
    posts = [tagged(alice).shortcode for _ in range(3)][::-1]
    page = Page(client.get("/tags/sea/"))
    assert page.one("h1").text == "#sea"
    assert tiles(page) == posts
    assert "3 posts" in page.text
    assert page.all("meta", name="robots") == []
    assert page.one("link", rel="canonical")["href"] == "http://testserver/tags/sea/"
    assert page.one("a", class_="button button-ink")["href"] == "/accounts/login/?next=/tags/sea/"


def test_of_many_the_most_liked_stand_above_the_newest(alice: User, client: Client) -> None:
    posts = [tagged(alice, likes_count=place % 5) for place in range(12)]
    page = Page(client.get("/tags/sea/"))
    liked = sorted(posts, key=lambda post: (post.likes_count, post.pk), reverse=True)[:9]
    order = [*liked, *posts[::-1]]
    assert tiles(page) == [post.shortcode for post in order]
    assert "Top posts" in page.text


def test_the_grid_goes_on_to_its_end_by_links_and_by_htmx(alice: User, client: Client) -> None:
    posts = [tagged(alice).shortcode for _ in range(30)][::-1]
    first = Page(client.get("/tags/sea/"))
    following = first.one("a", class_="button button-quiet")["href"]
    plain, part = Page(client.get(following)), Page(client.get(following, headers=HTMX))
    assert tiles(part) == posts[24:]
    assert part.all("html") == []
    assert tiles(plain)[-6:] == posts[24:]


@pytest.mark.parametrize("name", ["nobody", "secret"])
def test_where_nothing_is_to_be_seen_the_page_says_so_and_is_not_indexed(
    name: str, alice: User, client: Client
) -> None:
    tagged(alice, "#secret")
    set_private(user=alice, is_private=True)
    page = Page(client.get(f"/tags/{name}/"))
    assert "No posts yet" in page.text
    assert "0 posts" in page.text
    assert page.meta("robots") == "noindex"
    assert page.meta("og:image") == "http://testserver/static/img/preview.png"


@pytest.mark.parametrize("path", ["SEA/", "Sea/", "ＳＥＡ/", "sea", "SEA"])
def test_other_spellings_redirect_to_the_one_page(path: str, client: Client) -> None:
    response = client.get(f"/tags/{quote(path)}")
    assert (response.status_code, response["Location"]) == (301, "/tags/sea/")


@pytest.mark.parametrize("name", ["1", "a-b", "%00", "a" * 101, "%E3%85%A4", "%23a", "%3Cb%3E"])
def test_an_invalid_tag_has_no_page(name: str, client: Client) -> None:
    assert client.get(f"/tags/{name}/").status_code == 404


@pytest.mark.parametrize("name", ["straße", "سلام", "हिन्दी", "สวัสดี", "한국어", "日本", "می‌خواهم"])
def test_the_links_of_a_caption_lead_to_the_page(name: str, alice: User, client: Client) -> None:
    post = tagged(alice, f"#{name}")
    link = Page(client.get(post.get_absolute_url())).all("a", class_="tag")[0]
    assert link.text == f"#{name}"
    assert tiles(Page(client.get(link["href"]))) == [post.shortcode]


def test_a_button_follows_and_stops_without_scripts_and_with_them(
    bob: User, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    button = Page(browser.get("/tags/sea/")).one("button", id="follow-tag-sea")
    assert button["aria-pressed"] == "false"
    for _ in range(2):
        response = browser.post("/tags/sea/follow", {"following": "1"})
        assert (response.status_code, response["Location"]) == (302, "/tags/sea/")
        assert HashtagFollow.objects.filter(user=bob).count() == 1
    page = Page(browser.post("/tags/Sea/follow", {"following": "1"}, headers=HTMX))
    assert page.one("button", id="follow-tag-sea")["aria-pressed"] == "true"
    assert page.one("input", name="following")["value"] == "0"
    page = Page(browser.post("/tags/sea/follow", {"following": "0"}, headers=HTMX))
    assert page.one("button", id="follow-tag-sea")["aria-pressed"] == "false"
    assert not HashtagFollow.objects.exists()


def test_reaching_the_follow_limit_is_reported(bob: User, client_of: ClientOf) -> None:
    Hashtag.objects.bulk_create(Hashtag(name=f"tag{each}") for each in range(MAX_FOLLOWED_HASHTAGS))
    rows = (HashtagFollow(user=bob, hashtag=each) for each in Hashtag.objects.all())
    HashtagFollow.objects.bulk_create(rows)
    browser = client_of(bob)
    page = Page(browser.post("/tags/sea/follow", {"following": "1"}), status=400)
    assert "You can follow up to 200 hashtags." in page.text
    response = browser.post("/tags/sea/follow", {"following": "1"}, headers=HTMX)
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")


def test_followed_tags_are_listed_with_unfollow_buttons(
    bob: User, client: Client, client_of: ClientOf
) -> None:
    path = "/accounts/settings/hashtags/"
    assert client.get(path).status_code == 302
    browser = client_of(bob)
    assert "You're not following any hashtags" in Page(browser.get(path)).text
    for number in range(25):
        follow_tag(follower=bob, name=f"tag{number}")
    page = Page(browser.get(path))
    assert len(page.all("button", aria_pressed="true")) == 20
    (more,) = [link["href"] for link in page.all("a", href=None) if "cursor" in link["href"]]
    assert len(Page(browser.get(more, headers=HTMX)).all("button", aria_pressed="true")) == 5
    browser.post("/tags/tag24/follow", {"following": "0"})
    assert "#tag24" not in Page(browser.get(path)).text


def test_following_requires_logging_in_and_post(
    client: Client, bob: User, client_of: ClientOf
) -> None:
    response = client.post("/tags/sea/follow", {"following": "1"})
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert client_of(bob).get("/tags/sea/follow").status_code == 405
    assert client_of(bob).post("/tags/1/follow").status_code == 404
    assert client.post("/tags/sea/").status_code == 405


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_five_queries_at_most(
    count: int, alice: User, bob: User, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _ in range(count):
        tagged(alice, photographs=2)
    follow_tag(follower=bob, name="sea")
    browser = client_of(bob)
    browser.get("/tags/sea/")
    # viewer · the tag · how many · the newest, whose tiles are kept; where there are more than nine
    # also the most liked · unread conversations
    with django_assert_num_queries(5 if count == 1 else 6):
        browser.get("/tags/sea/")


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_beside_tags_and_mentions_is_harmless(
    text: str, alice: User, client: Client
) -> None:
    post = make_hostile(alice, f"#sea{text}@bob {text}#sky")
    for path in (post.get_absolute_url(), "/tags/sea/", "/tags/sky/"):
        record_caption(post=post)
        assert_harmless(Page(client.get(path)), "" if "tags" in path else text)


@pytest.mark.parametrize(
    "text",
    ['#a"onclick=alert(1)', "#a'b", "#a<b>", "@a\"b", "#a&quot;b", "@javascript:alert(1)",
     "javascript:#a", "#\u202eab", "@a\u202eb", "#a\u2066b"],
)  # fmt: skip
def test_a_link_holds_nothing_but_the_name(text: str) -> None:
    shown = linkify(text, {"a", "javascript"})
    for part in shown.split("<a ")[1:]:
        attributes, _, rest = part.partition(">")
        link = attributes.split('"')[1]
        assert link.startswith("/")
        assert not set(link) & set("\"'<>&:\u202e\u2066")
        shown_name = rest.partition("</a>")[0].removeprefix('<span class="tag-sign">#</span>')
        assert not set(shown_name) & set("\"'<>&\u202e\u2066")


def test_line_breaks_stay_and_urls_are_not_linked() -> None:
    assert linkify("one\ntwo\n\nthree", ()) == "one\ntwo\n\nthree"
    assert linkify("https://example.org/#a", ()) == "https://example.org/#a"
