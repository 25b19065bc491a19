"""Liking, commenting and deleting by plain forms, and by HTMX where there is a script."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from posts.models import Comment, Like, Post
from tests.factories import log_in, make_comment, make_post, make_reply
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice, caption="A pier")


@pytest.fixture
def path(post: Post) -> str:
    return f"/p/{post.shortcode}"


def test_a_form_likes_and_returns_to_its_page(
    post: Post, path: str, bob: User, client_of: ClientOf
) -> None:
    response = client_of(bob).post(f"{path}/like", {"liked": "1", "next": "/?cursor=x#post-y"})
    assert (response.status_code, response["Location"]) == (302, "/?cursor=x#post-y")
    response = client_of(bob).post(f"{path}/like", {"liked": "1", "next": "//evil.example/"})
    assert response["Location"] == f"{path}/"
    assert Like.objects.filter(post=post, user=bob).count() == 1


def test_htmx_gets_the_buttons_and_counts_anew(path: str, bob: User, client_of: ClientOf) -> None:
    browser = client_of(bob)
    for liked, pressed, count in (("1", "true", "1"), ("1", "true", "1"), ("0", "false", "0")):
        page = Page(browser.post(f"{path}/like", {"liked": liked}, headers=HTMX))
        assert page.one("button", aria_label="Like")["aria-pressed"] == pressed
        assert page.one("span", data_count="likes")["data-value"] == count
        assert page.all("html") == []


def test_the_page_that_follows_shows_the_like(path: str, bob: User, client_of: ClientOf) -> None:
    browser = client_of(bob)
    browser.post(f"{path}/like", {"liked": "1"})
    page = Page(browser.get(f"{path}/"))
    assert page.one("input", name="liked")["value"] == "0"
    assert page.one("span", data_count="likes")["data-value"] == "1"


def test_a_form_comments_and_returns_to_the_comments(
    post: Post, path: str, bob: User, client_of: ClientOf
) -> None:
    response = client_of(bob).post(f"{path}/comments", {"text": "One\r\nTwo"})
    assert (response.status_code, response["Location"]) == (302, f"{path}/#comments")
    assert Comment.objects.get().text == "One\nTwo"
    assert "One Two" in Page(client_of(bob).get(f"{path}/")).text


def test_htmx_gets_the_one_comment(path: str, bob: User, client_of: ClientOf) -> None:
    response = client_of(bob).post(f"{path}/comments", {"text": "<b>Lovely</b>"}, headers=HTMX)
    page = Page(response)
    assert "<b>Lovely</b>" in page.one("li", data_comment=None).text
    assert page.all("b") == []
    assert page.all("html") == []
    counts = {"postId": str(Post.objects.get().pk), "comments": 1}
    assert json.loads(response["HX-Trigger"]) == {"counts": counts}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Write something first."), (" \n ", "Write something first."), ("x" * 2201, "2200")],
)
def test_a_comment_refused_is_kept_in_its_form(
    text: str, sentence: str, path: str, bob: User, client_of: ClientOf
) -> None:
    for headers in ({}, HTMX):
        response = client_of(bob).post(f"{path}/comments", {"text": text}, headers=headers)
        page = Page(response, status=422)
        assert page.one("textarea", name="text", aria_invalid="true").text.strip() == text.strip()
        assert sentence in page.one("p", id="comment-error").text
        assert bool(page.all("html")) is not bool(headers)
    assert not Comment.objects.exists()


def test_2200_characters_are_counted_as_people_count(
    path: str, bob: User, client_of: ClientOf
) -> None:
    client_of(bob).post(f"{path}/comments", {"text": "x\r\n" * 1099 + "xy"})
    assert len(Comment.objects.get().text) == 2200


def test_a_nul_is_no_text(path: str, bob: User, client_of: ClientOf) -> None:
    Page(client_of(bob).post(f"{path}/comments", {"text": "a\0b"}), status=422)


def test_a_comment_is_deleted_by_its_author_and_by_the_posts(
    post: Post, path: str, alice: User, bob: User, client_of: ClientOf
) -> None:
    first, second = make_comment(post, bob), make_comment(post, bob)
    plain = client_of(bob).post(f"{path}/comments/{first.pk}/delete")
    assert (plain.status_code, plain["Location"]) == (302, f"{path}/#comments")
    htmx = client_of(alice).post(f"{path}/comments/{second.pk}/delete", headers=HTMX)
    assert (htmx.status_code, htmx.content) == (200, b"")
    post.refresh_from_db()
    assert (Comment.objects.count(), post.comments_count) == (0, 0)


def test_a_form_replies_and_shows_the_thread(
    post: Post, path: str, alice: User, bob: User, client_of: ClientOf
) -> None:
    comment = make_comment(post, alice, "Who was there?")
    make_comment(post, alice, "Something else")
    browser = client_of(bob)
    page = Page(browser.get(f"{path}/?reply={comment.pk}"))
    assert page.one("textarea", name="text").text.strip() == "@alice"
    assert page.one("input", name="parent_id")["value"] == str(comment.pk)
    given = {"text": "@alice I was.", "parent_id": str(comment.pk)}
    response = browser.post(f"{path}/comments", given)
    reply = Comment.objects.get(parent=comment)
    thread = f"{path}/comments/{comment.pk}/replies"
    assert (response.status_code, response["Location"]) == (302, f"{thread}#comment-{reply.pk}")
    page = Page(browser.get(thread))
    assert "@alice I was." in page.text
    assert "Something else" not in page.text
    part = Page(browser.get(thread, headers=HTMX))
    assert [row["id"] for row in part.all("li", data_comment=None)] == [f"comment-{reply.pk}"]


def test_replies_go_on_by_a_link_and_by_htmx(
    post: Post, path: str, alice: User, bob: User, client_of: ClientOf
) -> None:
    comment = make_comment(post, alice)
    for number in range(25):
        make_reply(comment, bob, f"Wave {number}!")
    browser = client_of(bob)
    link = Page(browser.get(f"{path}/comments/{comment.pk}/replies")).one("a", hx_get=None)
    for headers in ({}, HTMX):
        page = Page(browser.get(link["hx-get" if headers else "href"], headers=headers))
        assert "Wave 20!" in page.source
        assert "Wave 24!" in page.source
        assert "Wave 19!" not in page.source


def test_a_reply_to_a_deleted_comment_keeps_its_text(
    post: Post, path: str, bob: User, client_of: ClientOf
) -> None:
    for headers in ({}, HTMX):
        given = {"text": "Too late", "parent_id": str(uuid4())}
        page = Page(client_of(bob).post(f"{path}/comments", given, headers=headers), status=422)
        assert page.one("textarea", name="text", aria_invalid="true").text.strip() == "Too late"
        assert page.one("input", name="parent_id")["value"] == ""
        assert "was deleted" in page.one("p", id="comment-error").text
    assert not Comment.objects.exists()


def test_a_comment_is_found_under_its_own_post_alone(
    post: Post, alice: User, bob: User, client_of: ClientOf
) -> None:
    comment = make_comment(post, bob)
    other = f"/p/{make_post(alice).shortcode}/comments/{comment.pk}"
    for each in ("like", "pin", "delete"):
        assert client_of(alice).post(f"{other}/{each}").status_code == 404
    assert client_of(alice).get(f"{other}/replies").status_code == 404


def test_strangers_see_no_button_and_delete_nothing(
    post: Post, path: str, bob: User, carol: User, client_of: ClientOf
) -> None:
    comment = make_comment(post, bob)
    delete = f"{path}/comments/{comment.pk}/delete"
    assert len(Page(client_of(bob).get(f"{path}/")).all("form", action=delete)) == 1
    assert Page(client_of(carol).get(f"{path}/")).all("form", action=delete) == []
    assert "You don't have permission" in Page(client_of(carol).post(delete), status=403).text
    assert Comment.objects.exists()


def test_a_post_is_deleted_after_a_question(
    post: Post, path: str, alice: User, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    assert "Delete this post?" in Page(browser.get(f"{path}/delete")).text
    assert browser.get(f"{path}/").status_code == 200
    response = browser.post(f"{path}/delete")
    assert (response.status_code, response["Location"]) == (302, "/alice/")
    assert browser.get(f"{path}/").status_code == 404
    assert browser.post(f"{path}/delete").status_code == 404


def test_a_post_of_others_cannot_be_deleted(path: str, bob: User, client_of: ClientOf) -> None:
    for method in ("get", "post"):
        Page(getattr(client_of(bob), method)(f"{path}/delete"), status=404)
    assert client_of(bob).get(f"{path}/").status_code == 200


def every_form(post: Post) -> list[tuple[str, dict[str, Any]]]:
    comment = make_comment(post, post.author)
    path = f"/p/{post.shortcode}"
    return [
        (f"{path}/like", {"liked": "1"}),
        (f"{path}/comments", {"text": "Spam"}),
        (f"{path}/comments/{comment.pk}/delete", {}),
        (f"{path}/comments/{comment.pk}/like", {"liked": "1"}),
        (f"{path}/comments/{comment.pk}/pin", {"pinned": "1"}),
        (f"{path}/delete", {}),
        ("/create", {"caption": "Spam"}),
        ("/create/media", {}),
    ]


def test_the_anonymous_are_sent_to_log_in(post: Post, client: Client) -> None:
    for path, data in every_form(post):
        response = client.post(path, data)
        assert response.status_code == 302
        place = urlsplit(response["Location"])
        assert (place.path, parse_qs(place.query)["next"]) == ("/accounts/login/", ["/"])
        assert client.post(path, data, headers=HTMX)["HX-Redirect"].startswith("/accounts/login/")
    assert not Like.objects.exists()
    assert Comment.objects.count() == 1


def test_another_site_can_do_nothing(post: Post, alice: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    log_in(browser, alice)
    for path, data in every_form(post):
        assert "has expired" in Page(browser.post(path, data), status=403).text
    assert not Like.objects.exists()
    assert Comment.objects.count() == 1


def test_with_its_token_a_form_is_taken(post: Post, path: str, bob: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    log_in(browser, bob)
    token = Page(browser.get(f"{path}/")).all("input", name="csrfmiddlewaretoken")[0]["value"]
    response = browser.post(f"{path}/like", {"liked": "1", "csrfmiddlewaretoken": token})
    assert response.status_code == 302
    assert Like.objects.filter(post=post, user=bob).exists()


def test_links_change_nothing(post: Post, path: str, alice: User, client_of: ClientOf) -> None:
    comment = make_comment(post, alice)
    below = f"comments/{comment.pk}"
    for each in ("like", f"{below}/delete", f"{below}/like", f"{below}/pin"):
        assert client_of(alice).get(f"{path}/{each}").status_code == 405
    assert client_of(alice).get("/create/media").status_code == 405
    assert not Like.objects.exists()
    assert Comment.objects.exists()
