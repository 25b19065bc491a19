"""The page of a post: complete without scripts, and safe with any text."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from posts.models import Post
from posts.services.comments import add_comment
from posts.services.entities import record_caption
from posts.services.likes import like_post
from social.services import block_user, follow_user
from tests.factories import make_comment, make_post
from tests.pages import Page
from tests.posts.hostile import HOSTILE, assert_harmless, make_hostile

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]


def path_of(post: Post) -> str:
    return f"/p/{post.shortcode}/"


def test_search_engines_and_messengers_get_metadata(alice: User, client: Client) -> None:
    post = make_post(alice, caption="A pier before the storm\n#sea", media_url="ab/cd/ef/1080.jpg")
    page = Page(client.get(path_of(post)))
    url = f"http://testserver{path_of(post)}"
    assert page.title == "alice on InstaPro: “A pier before the storm #sea”"
    assert page.meta("description") == "A pier before the storm #sea"
    assert page.one("link", rel="canonical")["href"] == url
    assert page.meta("og:type") == "article"
    assert page.meta("og:title") == page.title
    assert page.meta("og:description") == page.meta("description")
    assert page.meta("og:url") == url
    assert page.meta("og:image") == "http://testserver/media/ab/cd/ef/1080.jpg"
    assert (page.meta("og:image:width"), page.meta("og:image:height")) == ("1080", "1350")
    assert page.meta("og:image:alt") == "A lighthouse"
    assert page.meta("twitter:card") == "summary_large_image"
    assert page.all("meta", name="robots") == []


def test_its_linked_data_is_that_of_a_posting(alice: User, bob: User, client: Client) -> None:
    post = make_post(alice, at=datetime(2026, 5, 1, 12, tzinfo=UTC), caption="A pier")
    like_post(post=post, user=bob)
    data = Page(client.get(path_of(post))).json_ld
    assert data["@type"] == "SocialMediaPosting"
    assert data["articleBody"] == "A pier"
    assert data["datePublished"] == "2026-05-01T12:00:00+00:00"
    assert data["author"]["url"] == "http://testserver/alice/"
    counts = {each["interactionType"]: each["userInteractionCount"]
              for each in data["interactionStatistic"]}  # fmt: skip
    assert counts == {"https://schema.org/LikeAction": 1, "https://schema.org/CommentAction": 0}


def test_a_photo_is_rendered_in_every_format_and_width(alice: User, client: Client) -> None:
    post = make_post(alice)
    page = Page(client.get(path_of(post)))
    (image,) = page.all("img", srcset=None)
    assert image["alt"] == "A lighthouse"
    assert (image["width"], image["height"]) == ("1080", "1350")
    assert [each.split()[1] for each in image["srcset"].split(", ")] == ["320w", "640w", "1080w"]
    assert [each["type"] for each in page.all("source")] == ["image/avif", "image/webp"]
    assert all("320w" in each["srcset"] for each in page.all("source"))
    assert image["fetchpriority"] == "high"


def test_a_photo_without_alt_text_gets_a_description(alice: User, client: Client) -> None:
    post = make_post(alice)
    post.media.update(alt="")
    page = Page(client.get(path_of(post)))
    assert page.one("img", srcset=None)["alt"] == "Photo by alice"
    assert page.title == "alice on InstaPro"
    assert page.meta("description") == "A photo by alice"


def test_ten_photos_are_ten_slides_of_which_one_loads_eagerly(alice: User, client: Client) -> None:
    page = Page(client.get(path_of(make_post(alice, photographs=10))))
    assert len(page.all("li", data_slide=None)) == 10
    assert len(page.all("img", fetchpriority="high")) == 1
    assert len(page.all("img", loading="lazy")) == 9


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, alice: User, bob: User, client: Client) -> None:
    post = make_hostile(alice, text)
    make_comment(post, bob, text)
    page = Page(client.get(path_of(post)))
    assert_harmless(page, text)
    assert page.json_ld["articleBody"] == text
    assert page.one("img", srcset=None)["alt"] == text


def test_a_mention_leads_to_a_profile_or_is_no_link(
    alice: User, bob: User, dave: User, client_of: ClientOf
) -> None:
    words = "With @Bob, @alice, @dave and @nobody. Write to me@bob.example or @admin"
    post = make_post(alice, caption=words)
    record_caption(post=post)
    User.objects.filter(pk=alice.pk).update(bio=words)
    add_comment(post=post, author=alice, text=words)
    block_user(blocker=dave, blocked=bob)

    def linked(viewer: User, path: str) -> set[str]:
        links = Page(client_of(viewer).get(path)).all("a", dir="ltr")
        return {link["href"] for link in links if link.text.startswith("@")}

    for path in (path_of(post), f"{path_of(post)}comments", "/alice/"):
        assert linked(alice, path) == {"/alice/", "/bob/", "/dave/"}, path
        assert linked(bob, path) == {"/alice/", "/bob/"}, path


def test_more_posts_of_the_author_follow(alice: User, bob: User, client: Client) -> None:
    others = [make_post(alice) for _ in range(7)]
    make_post(bob)
    post = make_post(alice)
    tiles = Page(client.get(path_of(post))).all("a", href=None)
    shown = {tile["href"] for tile in tiles if tile["href"].startswith("/p/")}
    assert {path_of(other) for other in others[1:]} <= shown
    assert path_of(others[0]) not in shown


def test_comments_go_on_by_a_link_and_by_htmx(alice: User, bob: User, client: Client) -> None:
    post = make_post(alice)
    for number in range(45):
        make_comment(post, bob, f"Wave {number}!")
    page = Page(client.get(path_of(post)))
    assert "Wave 44!" in page.text
    assert "Wave 24!" not in page.text
    link = page.one("a", hx_get=None, href=None)
    plain = Page(client.get(link["href"]))
    part = Page(client.get(link["hx-get"], headers={"HX-Request": "true"}))
    for each in (plain, part):
        assert "Wave 24!" in each.source
        assert "Wave 5!" in each.source
        assert "Wave 25!" not in each.source
    assert part.all("html") == []
    last = part.one("a", hx_get=None)
    assert "Wave 0!" in client.get(last["href"]).content.decode()


@pytest.mark.parametrize("path", ["/p/nothinghere/", "/p/x/", "/p/%00/", f"/p/{'a' * 300}/"])
def test_a_missing_page_has_an_error_page(path: str, db: None, client: Client) -> None:
    page = Page(client.get(path), status=404)
    assert "Page not found" in page.text
    assert page.meta("robots") == "noindex"


def test_a_bad_cursor_has_a_friendly_page(alice: User, client: Client) -> None:
    path = path_of(make_post(alice))
    for address in (f"{path}?cursor=nonsense", f"{path}comments?cursor=nonsense"):
        assert "Start again" in Page(client.get(address), status=400).text


def test_pages_of_logged_in_users_are_not_cached(alice: User, client_of: ClientOf) -> None:
    for path in ("/", "/alice/", path_of(make_post(alice)), "/create"):
        assert client_of(alice).get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize("follows", [True, False])
def test_a_permalink_costs_three_queries(
    count: int, follows: bool, alice: User, bob: User, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    post = make_popular(alice, bob, count)
    if follows:
        follow_user(follower=bob, following=alice)
    browser = client_of(bob)
    browser.get("/create")  # the session is in the cache from here on
    # viewer · post with author, relations, likers, tagged users, comments and more posts
    # · unread conversations · once:
    # comments with authors; post, its media, whether it may still be seen; the same of more posts
    for queries in (10, 3):
        with django_assert_num_queries(queries):
            assert browser.get(path_of(post)).status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_a_permalink_costs_the_anonymous_one_query(
    count: int, alice: User, bob: User, client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    post = make_popular(alice, bob, count)
    # everything · once: what is rendered, as above
    for queries in (8, 1):
        with django_assert_num_queries(queries):
            assert client.get(path_of(post)).status_code == 200


def make_popular(author: User, commenter: User, count: int) -> Post:
    """A post among others, with so many comments."""
    for _ in range(count):
        make_post(author)
    post = make_post(author, photographs=count // 2 or 1)
    for _ in range(count):
        make_comment(post, commenter)
    return post
