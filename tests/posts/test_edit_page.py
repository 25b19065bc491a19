"""Editing on a page: a plain form that loses nothing, and the menu of a post."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import User
from posts.models import Post
from posts.services.archiving import archive_post
from tests.factories import make_post
from tests.pages import Page
from tests.posts.hostile import HOSTILE, make_hostile

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
OPTIONS = {"audience": "public", "comments_from": "everyone"}


@pytest.fixture
def browser(alice: User, client_of: ClientOf) -> Client:
    return client_of(alice)


def path_of(post: Post, way: str = "edit") -> str:
    return f"/p/{post.shortcode}/{way}"


def ids_of(post: Post) -> list[str]:
    return [str(media.pk) for media in post.media.all()]


def chosen(page: Page, name: str) -> str:
    """What a select shows."""
    start = page.elements.index(page.one("select", name=name))
    later = [each for each in page.elements[start:] if each.tag == "option"]
    return next(each["value"] for each in later if "selected" in each.attributes)


def test_the_form_shows_the_current_post(browser: Client, alice: User) -> None:
    post = make_post(
        alice, caption="A pier", location="Ostend", audience="close_friends",
        comments_from="mentioned", hide_counts=True, photographs=2,
    )  # fmt: skip
    page = Page(browser.get(path_of(post)))
    assert page.one("textarea", name="caption").text.strip() == "A pier"
    assert page.one("input", name="location")["value"] == "Ostend"
    assert chosen(page, "audience") == "close_friends"
    assert chosen(page, "comments_from") == "mentioned"
    assert "checked" in page.one("input", name="hide_counts").attributes
    assert [each["value"] for each in page.all("input", name="media_ids")] == ids_of(post)
    words = [page.one("textarea", name=f"alt-{each}").text.strip() for each in ids_of(post)]
    assert words == ["A lighthouse", "A lighthouse"]


def test_everything_is_saved_at_once(browser: Client, alice: User) -> None:
    post = make_post(alice, caption="A pier", photographs=2)
    first, second = ids_of(post)
    given = {
        "caption": "Two\r\npiers", "location": "Bruges", "audience": "followers",
        "comments_from": "nobody", "hide_counts": "on", "media_ids": [second, first],
        f"alt-{first}": "One\r\npier", f"alt-{second}": "",
    }  # fmt: skip
    response = browser.post(path_of(post), given)
    assert (response.status_code, response["Location"]) == (302, f"/p/{post.shortcode}/")
    post = Post.objects.get()
    assert (post.caption, post.location) == ("Two\npiers", "Bruges")
    assert (post.audience, post.comments_from, post.hide_counts) == ("followers", "nobody", True)
    assert [(str(media.pk), media.alt) for media in post.media.all()] == [
        (second, ""), (first, "One\npier"),
    ]  # fmt: skip
    assert post.edited_at is not None
    assert "Changes saved." in Page(browser.get(response["Location"])).text


def test_saving_without_a_change_is_no_edit(browser: Client, alice: User) -> None:
    post = make_post(alice, caption="A pier\nand a boat")
    page = Page(browser.get(path_of(post)))
    caption = page.one("textarea", name="caption").text
    browser.post(path_of(post), {**OPTIONS, "caption": caption, "media_ids": ids_of(post)})
    assert Post.objects.get().edited_at is None


def test_a_form_that_knows_of_no_audience_shows_nothing_to_more_people(
    browser: Client, alice: User
) -> None:
    post = make_post(alice, audience="close_friends")
    page = Page(browser.post(path_of(post), {"caption": "New"}), status=400)
    assert page.one("p", id="audience-error").text == "This field is required."
    assert Post.objects.get().audience == "close_friends"
    assert Post.objects.get().caption == ""


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("caption", "x" * 2201, "2200"),
        ("caption", " ".join(f"#t{number}" for number in range(31)), "30 hashtags"),
        ("location", "x" * 101, "100"),
        ("audience", "everyone", "not one of the available choices"),
        ("comments_from", "public", "not one of the available choices"),
        ("alt-{media}", "x" * 1501, "1,500"),
        ("alt-{media}", "a\0b", "Null characters"),
    ],
)
def test_an_error_is_shown_at_its_field_and_keeps_the_text(
    field: str, value: str, message: str, browser: Client, alice: User
) -> None:
    post = make_post(alice, caption="A pier")
    (media,) = ids_of(post)
    field = field.format(media=media)
    given = {**OPTIONS, "caption": "Kept", "location": "Kept too", field: value}
    page = Page(browser.post(path_of(post), given), status=400)
    assert message in page.one("p", id=f"{field}-error").text
    if field != "caption":
        assert page.one("textarea", name="caption").text.strip() == "Kept"
    assert Post.objects.get().caption == "A pier"


def test_a_button_moves_a_photo_and_saves_nothing_yet(browser: Client, alice: User) -> None:
    post = make_post(alice, caption="A pier", photographs=3)
    first, second, third = ids_of(post)
    given = {
        **OPTIONS, "audience": "followers", "caption": "Kept", "media_ids": [first, second, third],
        f"alt-{second}": "Described", "later": first,
    }  # fmt: skip
    page = Page(browser.post(path_of(post), given))
    order = [each["value"] for each in page.all("input", name="media_ids")]
    assert order == [second, first, third]
    assert page.one("textarea", name="caption").text.strip() == "Kept"
    assert page.one("textarea", name=f"alt-{second}").text.strip() == "Described"
    assert chosen(page, "audience") == "followers"
    assert ids_of(Post.objects.get()) == [first, second, third]

    given = {**given, "media_ids": order, "earlier": third}
    del given["later"]
    page = Page(browser.post(path_of(post), given))
    order = [each["value"] for each in page.all("input", name="media_ids")]
    assert order == [second, third, first]
    del given["earlier"]
    browser.post(path_of(post), {**given, "media_ids": order})
    assert ids_of(Post.objects.get()) == order
    assert Post.objects.get().caption == "Kept"


@pytest.mark.parametrize("moved", [{"earlier": "first"}, {"later": "last"}, {"later": "nonsense"}])
def test_what_cannot_be_moved_is_kept(moved: dict[str, str], browser: Client, alice: User) -> None:
    post = make_post(alice, photographs=2)
    ids = ids_of(post)
    named = {"first": ids[0], "last": ids[1]}
    given = {name: named.get(value, value) for name, value in moved.items()}
    page = Page(browser.post(path_of(post), {**OPTIONS, "media_ids": ids, **given}))
    assert [each["value"] for each in page.all("input", name="media_ids")] == ids


def test_photos_that_the_form_forgets_or_invents_do_not_matter(
    browser: Client, alice: User, bob: User
) -> None:
    post, other = make_post(alice, photographs=3), make_post(bob)
    first, second, third = ids_of(post)
    given = {**OPTIONS, "media_ids": ["x", ids_of(other)[0], third, third]}
    assert browser.post(path_of(post), given).status_code == 302
    assert ids_of(Post.objects.get(pk=post.pk)) == [third, first, second]
    assert {media.alt for media in post.media.all()} == {"A lighthouse"}


def test_only_its_author_gets_the_form(
    alice: User, bob: User, client: Client, client_of: ClientOf
) -> None:
    post = make_post(alice)
    assert client_of(bob).get(path_of(post)).status_code == 404
    assert client_of(alice).get("/p/nothing/edit").status_code == 404
    assert client.get(path_of(post))["Location"] == f"/accounts/login/?next={path_of(post)}"
    archive_post(post=post, actor=alice)
    assert client_of(alice).get(path_of(post)).status_code == 200


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, browser: Client, alice: User) -> None:
    post = make_hostile(alice, text)
    page = Page(browser.get(path_of(post)))
    assert page.one("textarea", name="caption").text.strip() == text.strip()
    assert page.all("b") == page.all("marquee") == []


def test_edited_posts_and_narrow_audiences_are_marked_for_all_viewers(
    alice: User, client: Client, browser: Client
) -> None:
    post = make_post(alice, edited_at=datetime(2026, 5, 1, 12, tzinfo=UTC))
    mark = next(each for each in Page(client.get(path_of(post, ""))).all("time")
                if each.text == "edited")  # fmt: skip
    assert mark["datetime"] == "2026-05-01T12:00:00+00:00"
    assert "2026" in mark["title"]
    assert "Only followers" not in Page(client.get(path_of(post, ""))).text
    for audience, label in (
        ("followers", "Only followers can see this"),
        ("close_friends", "Only close friends can see this"),
    ):  # fmt: skip
        Post.objects.update(audience=audience)
        assert label in Page(browser.get(path_of(post, ""))).text
    fresh = make_post(alice)
    assert "edited" not in Page(client.get(path_of(fresh, ""))).text


def test_the_menu_hides_the_numbers_and_closes_the_comments(browser: Client, alice: User) -> None:
    post = make_post(alice)
    for press, name, value in (
        ("hide_counts", "hide_counts", True), ("show_counts", "hide_counts", False),
        ("close_comments", "comments_from", "nobody"),
    ):  # fmt: skip
        presses = [each["value"] for each in Page(browser.get(path_of(post, ""))).all(
            "button", name="press")]  # fmt: skip
        assert press in presses
        response = browser.post(path_of(post, "options"), {"press": press, "next": "/alice/"})
        assert (response.status_code, response["Location"]) == (302, "/alice/")
        assert getattr(Post.objects.get(), name) == value
    assert browser.post(path_of(post, "options"), {"press": "all"}).status_code == 400
    assert browser.get(path_of(post, "options")).status_code == 405


# The second is what a client makes up.
@pytest.mark.parametrize("page", ["http://testserver/", "http://[feed"])
def test_in_a_feed_the_card_is_made_anew(page: str, browser: Client, alice: User) -> None:
    post = make_post(alice)
    headers = {"HX-Request": "true", "HX-Current-URL": page}
    response = browser.post(path_of(post, "options"), {"press": "hide_counts"}, headers=headers)
    card = Page(response)
    assert card.all("html") == []
    assert len(card.all("article", id=f"post-{post.shortcode}")) == 1
    assert "show_counts" in [each["value"] for each in card.all("button", name="press")]
    assert "visible only to you" in response["HX-Trigger"]


def test_tiles_do_not_show_hidden_counts(
    alice: User, bob: User, browser: Client, client_of: ClientOf
) -> None:
    make_post(alice, hide_counts=True, likes_count=4711)
    assert "4,711" in Page(browser.get("/alice/")).source
    assert "4,711" not in Page(client_of(bob).get("/alice/")).source
