"""Tagged users on pages: the list on a photo, the tab on a profile, pending tags."""

import json
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from posts.models import AuthorSettings, Post, TaggedUser
from posts.services.tagged import set_tagged
from social.services import block_user, set_private
from tests.factories import make_media, make_post
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
SETTINGS = "/accounts/settings/tags/"
State = TaggedUser.State


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


def tag(post: Post, *people: User) -> None:
    with transaction.atomic():
        set_tagged(post=post, usernames=[person.username for person in people])


def own(post: Post) -> str:
    return f"/p/{post.shortcode}/tagged"


def state_of(person: User) -> str:
    return TaggedUser.objects.get(user=person).state


def people_on(page: Page, post: Post) -> str:
    lists = page.all("dialog", id=f"people-{post.shortcode}")
    return lists[0].text if lists else ""


def test_a_button_on_the_picture_opens_the_list(
    post: Post, bob: User, carol: User, client_of: ClientOf
) -> None:
    tag(post, bob, carol)
    page = Page(client_of(carol).get(f"/p/{post.shortcode}/"))
    button = page.one("button", popovertarget=f"people-{post.shortcode}")
    assert button["aria-label"] == "2 people in this post"
    assert "bob" in people_on(page, post)
    assert "carol" in people_on(page, post)
    assert "bob" in people_on(Page(Client().get(f"/p/{post.shortcode}/")), post)


def test_a_photo_without_tags_has_no_tag_button(post: Post) -> None:
    page = Page(Client().get(f"/p/{post.shortcode}/"))
    assert page.all("button", popovertarget=f"people-{post.shortcode}") == []


def test_a_tagged_user_removes_the_tag_by_a_form(
    post: Post, bob: User, carol: User, client_of: ClientOf
) -> None:
    tag(post, bob, carol)
    browser = client_of(bob)
    page = Page(browser.get(f"/p/{post.shortcode}/"))
    assert len(page.all("form", action=own(post))) == 1
    assert page.one("button", name="approved")["value"] == "0"
    response = browser.post(own(post), {"approved": "0", "next": f"/p/{post.shortcode}/"})
    assert response["Location"] == f"/p/{post.shortcode}/"
    page = Page(browser.get(f"/p/{post.shortcode}/"))
    assert "bob" not in people_on(page, post)
    assert "carol" in people_on(page, post)
    # Only the own name has a form.
    assert page.all("form", action=own(post)) == []


def test_htmx_gets_the_list_anew_and_may_undo(post: Post, bob: User, client_of: ClientOf) -> None:
    tag(post, bob)
    browser = client_of(bob)
    response = browser.post(own(post), {"approved": "0"}, headers=HTMX)
    toast = json.loads(response["HX-Trigger"])["toast"]
    assert toast == {"text": "You're no longer shown in this post.", "action": "Undo"}
    page = Page(response)
    assert people_on(page, post) == ""
    undo = page.one("form", action=own(post))
    assert undo["hx-target"] == f"#tagged-{post.shortcode}"
    assert page.one("input", name="approved")["value"] == "1"
    response = browser.post(own(post), {"approved": "1"}, headers=HTMX)
    assert "bob" in people_on(Page(response), post)
    assert state_of(bob) == State.APPROVED


def test_a_tag_never_shown_is_declined_permanently(
    post: Post, bob: User, client_of: ClientOf
) -> None:
    AuthorSettings.objects.create(user=bob, reviews_tags=True)
    tag(post, bob)
    response = client_of(bob).post(own(post), {"approved": "0"}, headers=HTMX)
    assert json.loads(response["HX-Trigger"])["toast"] == {
        "text": "You're no longer shown in this post."
    }
    assert Page(response).all("form") == []


def test_a_pending_request_is_shown_to_both(
    post: Post, alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    AuthorSettings.objects.create(user=bob, reviews_tags=True)
    tag(post, bob)
    path = f"/p/{post.shortcode}/"
    page = Page(client_of(bob).get(path))
    assert "Waiting for your approval" in people_on(page, post)
    assert [each["value"] for each in page.all("button", name="approved")] == ["1", "0"]
    assert "Visible to others once they approve." in people_on(
        Page(client_of(alice).get(path)), post
    )
    assert people_on(Page(client_of(carol).get(path)), post) == ""


def test_pending_tags_are_approved_and_declined_on_their_page(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    AuthorSettings.objects.create(user=bob, reviews_tags=True)
    first, second = make_post(alice), make_post(alice)
    for post in (first, second):
        tag(post, bob)
    browser = client_of(bob)
    assert len(Page(browser.get(SETTINGS)).all("li", data_row=None)) == 2
    response = browser.post(own(first), {"approved": "1", "row": "1", "next": SETTINGS})
    assert response["Location"] == SETTINGS
    page = Page(browser.get(SETTINGS))
    assert len(page.all("li", data_row=None)) == 1
    row = Page(browser.post(own(second), {"approved": "0", "row": "1"}, headers=HTMX))
    assert "You're not tagged in this post." in row.one("li").text
    assert row.one("button", name="approved")["value"] == "1"
    row = Page(browser.post(own(second), {"approved": "1", "row": "1"}, headers=HTMX))
    assert "You're tagged in this post." in row.one("li").text
    assert row.one("button", name="approved")["value"] == "0"
    assert "No requests right now" in Page(browser.get(SETTINGS)).text


def test_the_settings_link_to_it(bob: User, client_of: ClientOf) -> None:
    assert Page(client_of(bob).get("/accounts/settings/")).all("a", href=SETTINGS)
    assert Client().get(SETTINGS)["Location"].startswith("/accounts/login/")


def test_the_list_of_pending_tags_is_paged(alice: User, bob: User, client_of: ClientOf) -> None:
    for _ in range(22):
        tag(make_post(alice), bob)
    TaggedUser.objects.update(state=State.PENDING)
    browser = client_of(bob)
    page = Page(browser.get(SETTINGS))
    assert len(page.all("li", data_row=None)) == 20
    more = page.one("a", href=None, class_="button button-quiet")["href"]
    part = Page(browser.get(more, headers=HTMX))
    assert len(part.all("li", data_row=None)) == 2
    assert part.all("html") == []


def test_the_tab_shows_photos_of_the_user(
    post: Post, bob: User, carol: User, client_of: ClientOf
) -> None:
    tag(post, bob)
    page = Page(client_of(carol).get("/bob/tagged"))
    assert page.all("a", href=f"/p/{post.shortcode}/")
    tabs = {
        each["href"]: each.attributes.get("aria-current") for each in page.all("a", class_="tab")
    }
    assert tabs == {"/bob/": None, "/bob/tagged": "page"}
    assert page.meta("robots") == "noindex"
    assert "No photos yet" in Page(Client().get("/carol/tagged")).text


def test_the_own_profile_has_a_tab_for_saves(bob: User, client_of: ClientOf) -> None:
    for path in ("/bob/", "/bob/tagged"):
        page = Page(client_of(bob).get(path))
        tabs = [each["href"] for each in page.all("a", class_="tab")]
        assert tabs == ["/bob/", "/bob/saved", "/bob/tagged"]
    assert "Photos of you" in page.text
    assert page.all("a", href=SETTINGS)


def test_a_locked_account_redirects_to_its_profile(
    post: Post, bob: User, carol: User, client_of: ClientOf
) -> None:
    tag(post, bob)
    set_private(user=bob, is_private=True)
    for browser in (Client(), client_of(carol)):
        assert browser.get("/bob/tagged")["Location"] == "/bob/"
        assert Page(browser.get("/bob/")).all("a", class_="tab") == []
    block_user(blocker=bob, blocked=carol)
    assert client_of(carol).get("/bob/tagged").status_code == 404
    assert Client().get("/nobody/tagged").status_code == 404
    assert Page(client_of(bob).get("/bob/tagged")).all("a", href=f"/p/{post.shortcode}/")


def test_the_tab_goes_on(alice: User, bob: User, client_of: ClientOf) -> None:
    for _ in range(26):
        tag(make_post(alice), bob)
    browser = client_of(bob)
    page = Page(browser.get("/bob/tagged"))
    more = page.one("a", href=None, class_="button button-quiet")["href"]
    part = Page(browser.get(more, headers=HTMX))
    assert len([each for each in part.all("a") if each["href"].startswith("/p/")]) == 2
    assert part.all("html") == []


def test_the_composer_takes_names_with_blanks_and_commas(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    form = {"uploads": str(make_media(alice).pk), "tagged": "@bob, carol  nobody"}
    response = client_of(alice).post("/create", form)
    page = Page(response, status=400)
    assert page.one("p", id="tagged-error").text == "There is no user called “nobody”."
    field = page.one("input", id="tagged")
    assert field["value"] == "@bob, carol  nobody"
    assert "tagged-error" in field["aria-describedby"]
    form["tagged"] = "@bob,carol"
    assert client_of(alice).post("/create", form).status_code == 302
    assert {tag.user for tag in TaggedUser.objects.all()} == {bob, carol}


def test_the_page_to_edit_has_the_names_and_changes_them(
    post: Post, alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    tag(post, bob)
    browser = client_of(alice)
    path = f"/p/{post.shortcode}/edit"
    assert Page(browser.get(path)).one("input", id="tagged")["value"] == "bob"
    options = {"audience": "public", "comments_from": "everyone"}
    browser.post(path, {**options, "caption": "Words"})
    assert state_of(bob) == State.APPROVED
    assert browser.post(path, {**options, "tagged": "carol"}).status_code == 302
    assert [tag.user for tag in TaggedUser.objects.all()] == [carol]
    browser.post(path, {**options, "tagged": ""})
    assert not TaggedUser.objects.exists()


def test_the_buttons_are_drilled(post: Post, bob: User, client_of: ClientOf) -> None:
    assert Client().post(own(post))["Location"].startswith("/accounts/login/")
    browser = client_of(bob)
    assert browser.get(own(post)).status_code == 405
    assert browser.post(own(post), {"approved": "1"}).status_code == 404
    assert browser.post("/p/nothing-here/tagged", {"approved": "0"}).status_code == 404
    assert browser.get(SETTINGS, {"cursor": "x"}).status_code == 400
    assert browser.get("/bob/tagged", {"cursor": "x"}).status_code == 400


@pytest.mark.parametrize("count", [1, 20])
def test_the_tab_costs_the_same_for_one_item_and_for_twenty(
    count: int,
    alice: User,
    bob: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        tag(make_post(alice), bob)
    browser = client_of(alice)
    browser.get("/bob/tagged")
    # session with viewer · the user and the relationship to them · posts, whose tiles are kept
    # · how many posts · unread conversations
    with django_assert_num_queries(5):
        browser.get("/bob/tagged")
