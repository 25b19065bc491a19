"""Limits of what one user does, at pages and API together; the next attempt is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from core.limits.site import UPLOADS
from posts.limits import COMMENTS, EDITS, POSTS, REACTIONS
from posts.models import Comment, Media, Post
from social.limits import FOLLOWS
from social.models import Follow
from tests.factories import make_comment, make_media, make_post
from tests.limits.entry_points import HTMX, Cast, api_path, nearly_spend
from tests.limits.quotas import assert_refused, remaining
from tests.pages import Page
from tests.posts.files import photograph
from tests.responses import error_of

pytestmark = pytest.mark.django_db


def test_posts_by_page_and_app_together(cast: Cast) -> None:
    nearly_spend(POSTS, by=cast.bob.pk)

    def page() -> Any:
        return cast.page.post("/create", {"uploads": [make_media(cast.bob).pk], "caption": "Kept"})

    def api() -> Any:
        return cast.api.post("/api/v1/posts", {"media_ids": [make_media(cast.bob).pk]}, "json")

    assert [remaining(route(), POSTS) for route in (page, api)] == [1, 0]
    assert Post.objects.filter(author=cast.bob).count() == 2
    refused = page()
    assert_refused(refused, POSTS)
    shown = Page(refused, status=429)
    assert shown.one("textarea", name="caption").text.strip() == "Kept"
    assert "Please try again in 3 hours" in shown.text
    refused = cast.api.post("/api/v1/posts", {"media_ids": [make_media(cast.bob).pk]}, "json")
    assert_refused(refused, POSTS)
    assert error_of(refused, 429)["code"] == "throttled"
    assert Post.objects.filter(author=cast.bob).count() == 2


def test_comments_by_page_button_and_app_together(cast: Cast) -> None:
    nearly_spend(COMMENTS, by=cast.bob.pk, left=3)
    path = f"{cast.post.get_absolute_url()}comments"

    def page(**more: Any) -> Any:
        return cast.page.post(path, {"text": "Lovely."}, **more)

    def api() -> Any:
        return cast.api.post(api_path(cast.post, "comments"), {"text": "Lovely."}, "json")

    responses = [page(), page(headers=HTMX), api()]
    assert [response.status_code for response in responses] == [302, 200, 201]
    assert [remaining(response, COMMENTS) for response in responses] == [2, 1, 0]
    refused = page()
    assert_refused(refused, COMMENTS)
    shown = Page(refused, status=429)
    assert shown.one("textarea", name="text").text.strip() == "Lovely."
    assert "Please try again in 10 minutes" in shown.text
    assert_refused(api(), COMMENTS)
    assert Comment.objects.count() == 3


def test_likes_saves_and_tags_at_all_their_routes_together(cast: Cast) -> None:
    comment = make_comment(cast.post, cast.alice)
    place = cast.post.get_absolute_url()
    routes: list[Callable[[], Any]] = [
        lambda: cast.page.post(f"{place}like", {"liked": "1"}),
        lambda: cast.page.post(f"{place}save", {"saved": "1"}),
        lambda: cast.page.post(f"{place}comments/{comment.pk}/like", {"liked": "1"}),
        lambda: cast.page.post("/tags/sea/follow", {"following": "1"}),
        lambda: cast.api.post(api_path(cast.post, "like")),
        lambda: cast.api.post(api_path(cast.post, "save")),
        lambda: cast.api.post(f"/api/v1/comments/{comment.pk}/like"),
        lambda: cast.api.post("/api/v1/tags/sky/follow"),
    ]
    nearly_spend(REACTIONS, by=cast.bob.pk, left=len(routes))
    for number, press in enumerate(routes, start=1):
        response = press()
        assert response.status_code in {200, 204, 302}
        assert remaining(response, REACTIONS) == len(routes) - number
    for press in routes:
        assert_refused(press(), REACTIONS)
    # Taking back is never too much.
    assert cast.api.delete(api_path(cast.post, "like")).json()["liked"] is False


def test_changes_of_posts_and_of_filtered_words_together(cast: Cast) -> None:
    post = make_post(cast.bob, caption="As it was")
    place, words = post.get_absolute_url(), "/accounts/settings/comments-and-tags/"
    kept = {"audience": "public", "comments_from": "everyone"}
    routes: list[Callable[[], Any]] = [
        lambda: cast.page.post(f"{place}edit", {**kept, "caption": "By the page"}),
        lambda: cast.page.post(f"{place}options", {"press": "hide_counts"}),
        lambda: cast.api.patch(f"/api/v1/posts/{post.pk}", {"location": "Oslo"}, "json"),
        lambda: cast.page.post(words, {"filtered_words": "spam"}),
        lambda: cast.api.patch("/api/v1/users/me/author-settings", {"reviews_tags": True}, "json"),
    ]
    nearly_spend(EDITS, by=cast.bob.pk, left=len(routes))
    for number, press in enumerate(routes, start=1):
        response = press()
        assert response.status_code in {200, 302}
        assert remaining(response, EDITS) == len(routes) - number
    for press in routes:
        assert_refused(press(), EDITS)
    refused = cast.page.post(f"{place}edit", {**kept, "caption": "Written in vain?"})
    shown = Page(refused, status=429)
    assert shown.one("textarea", name="caption").text.strip() == "Written in vain?"


def test_a_button_pressed_too_often_gets_the_words_to_show(cast: Cast) -> None:
    nearly_spend(COMMENTS, by=cast.bob.pk, left=0)
    path = f"{cast.post.get_absolute_url()}comments"
    refused = cast.page.post(path, {"text": "Lovely."}, headers=HTMX)
    assert_refused(refused, COMMENTS)
    assert refused["Content-Type"] == "text/plain; charset=utf-8"
    assert refused.content.decode() == ("Too many attempts. Please try again in 10 minutes.")


def test_follows_by_page_button_and_app_together(cast: Cast) -> None:
    nearly_spend(FOLLOWS, by=cast.bob.pk, left=3)

    def page(**more: Any) -> Any:
        return cast.page.post("/alice/follow", {"following": "1"}, **more)

    def api() -> Any:
        return cast.api.post("/api/v1/users/alice/follow")

    responses = [page(), page(headers=HTMX), api()]
    assert [response.status_code for response in responses] == [302, 200, 200]
    assert [remaining(response, FOLLOWS) for response in responses] == [2, 1, 0]
    assert cast.api.delete("/api/v1/users/alice/follow").status_code == 204
    for route in (page, api):
        assert_refused(route(), FOLLOWS)
    assert_refused(page(headers=HTMX), FOLLOWS)
    assert "Please try again in 24 hours" in Page(page(), status=429).text
    assert not Follow.objects.exists()
    assert cast.page.post("/alice/follow", {"following": "0"}).status_code == 302


def test_uploads_by_composer_form_and_app_together(cast: Cast) -> None:
    nearly_spend(UPLOADS, by=cast.bob.pk, left=4)

    def composer() -> Any:
        return cast.page.post("/create/media", {"file": photograph()})

    def form() -> Any:
        return cast.page.post("/create", {"media": [photograph()], "caption": ""})

    def api() -> Any:
        return cast.api.post("/api/v1/media", {"file": photograph()}, format="multipart")

    def in_one_go() -> Any:
        return cast.api.post("/api/v1/posts", {"media": [photograph()]}, format="multipart")

    responses = [route() for route in (composer, form, api, in_one_go)]
    assert [response.status_code for response in responses] == [201, 302, 201, 201]
    assert [remaining(response, UPLOADS) for response in responses] == [3, 2, 1, 0]
    for route in (composer, form, api, in_one_go):
        refused = route()
        assert_refused(refused, UPLOADS)
        if route is not form:
            assert error_of(refused, 429)["code"] == "throttled"
    assert Media.objects.filter(owner=cast.bob).count() == 4
