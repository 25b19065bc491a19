"""Each limit at its real routes: the amount passes, the next is refused, with the time to wait."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from rest_framework.test import APIClient

from accounts.limits import (
    ADDRESSES,
    LOGIN_FAILURES,
    LOGINS,
    MAIL_REQUESTS,
    MAILED_CODES,
    REGISTER,
)
from accounts.models import MailRequest, User
from core import limits
from core.limits import Limit
from core.limits.site import API, API_ANONYMOUS, UPLOADS
from posts.limits import COMMENTS, EDITS, POSTS, REACTIONS
from posts.models import Comment, Media, Post
from social.limits import FOLLOWS
from social.models import Follow
from tests.accounts import api as routes
from tests.factories import PASSWORD, make_comment, make_media, make_post
from tests.limits.quotas import assert_refused, remaining
from tests.pages import Page
from tests.posts.files import photograph
from tests.responses import error_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
LOGIN_PAGE, SIGNUP_PAGE = "/accounts/login/", "/accounts/signup/"
# Another address for each try, where it is not the address that is counted.
OTHER_ADDRESSES = (f"198.51.{number // 250}.{number % 250}" for number in range(10_000))


@dataclass
class Cast:
    alice: User
    bob: User
    page: Client
    api: APIClient
    post: Post


@pytest.fixture
def cast(
    alice: User,
    bob: User,
    client_of: Callable[[User], Client],
    api_of: Callable[[User], APIClient],
) -> Cast:
    """bob is logged in, in a browser and in an app."""
    return Cast(alice, bob, client_of(bob), api_of(bob), make_post(alice))


def nearly_spend(limit: Limit, *, by: object, left: int = 2) -> None:
    for _ in range(limit.amount - left):
        limits.hit(limit, by=by)


# --- logging in and signing up --------------------------------------------------------------------


def log_in_page(login: str, password: str, **more: Any) -> Any:
    return Client().post(LOGIN_PAGE, {"login": login, "password": password}, **more)


def log_in_api(login: str, password: str, **more: Any) -> Any:
    return APIClient().post(routes.LOGIN, {"login": login, "password": password}, "json", **more)


@pytest.mark.parametrize("route", [log_in_page, log_in_api])
@pytest.mark.parametrize("name", ["alice", "nobody", "nobody@example.org"])
def test_five_wrong_passwords_in_a_quarter_of_an_hour(
    alice: User, name: str, route: Callable[..., Any]
) -> None:
    for address, _ in zip(OTHER_ADDRESSES, range(5), strict=False):
        assert route(name, "wrong-horse-battery", REMOTE_ADDR=address).status_code in {
            400,
            401,
        }
    refused = route(name, PASSWORD, REMOTE_ADDR=next(OTHER_ADDRESSES))
    assert_refused(refused, LOGIN_FAILURES)
    assert "sessionid" not in refused.cookies
    assert "refresh_token" not in refused.cookies
    assert route("bob", "wrong-horse-battery").status_code in {400, 401}


@pytest.mark.parametrize("route", [log_in_page, log_in_api])
def test_the_right_password_forgets_the_wrong_ones(alice: User, route: Callable[..., Any]) -> None:
    for _ in range(3):
        for _wrong in range(4):
            route("alice", "wrong-horse-battery", REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert route("alice", PASSWORD, REMOTE_ADDR=next(OTHER_ADDRESSES)).status_code in {
            200,
            302,
        }


def log_in_by_code(login: str, password: str, **more: Any) -> Any:
    given = {"login": login, "code": "123456"}
    return APIClient().post("/api/v1/auth/login/code/confirm", given, "json", **more)


def test_twenty_five_attempts_from_one_network_at_all_routes_together(alice: User) -> None:
    for number in range(24):
        route = (log_in_page, log_in_api, log_in_by_code)[number % 3]
        response = route(f"nobody{number}", "wrong-horse-battery", REMOTE_ADDR="203.0.113.7")
        assert response.status_code in {400, 401}
        assert remaining(response, LOGINS) == 24 - number
    assert log_in_api("alice", PASSWORD, REMOTE_ADDR="203.0.113.7").status_code == 200
    for route in (log_in_page, log_in_api, log_in_by_code):
        refused = route("alice", PASSWORD, REMOTE_ADDR="203.0.113.7")
        assert_refused(refused, LOGINS)
        assert route("alice", PASSWORD, REMOTE_ADDR="203.0.113.8").status_code in {
            200,
            302,
            401,
        }


def sign_up_page(number: int, **more: Any) -> Any:
    given = {
        **routes.GRACE,
        "username": f"grace{number}",
        "email": f"grace{number}@example.org",
    }
    return Client().post(SIGNUP_PAGE, {**given, "password1": given["password"]}, **more)


def sign_up_api(number: int, **more: Any) -> Any:
    given = {
        **routes.GRACE,
        "username": f"grace{number}",
        "email": f"grace{number}@example.org",
    }
    return APIClient().post(routes.REGISTER, given, "json", **more)


def test_five_new_accounts_from_one_network_at_both_routes_together() -> None:
    for number in range(5):
        response = (sign_up_page, sign_up_api)[number % 2](number)
        assert response.status_code in {201, 302}
        assert remaining(response, REGISTER) == 4 - number
    for route in (sign_up_page, sign_up_api):
        assert_refused(route(5), REGISTER)
        assert User.objects.count() == 5 + (route is sign_up_api)
        assert route(6 + (route is sign_up_api), REMOTE_ADDR="203.0.113.8").status_code in {
            201,
            302,
        }


def test_a_form_filled_in_wrongly_opens_no_account_and_costs_none() -> None:
    for route in (sign_up_page, sign_up_api):
        for _ in range(6):
            response = route(-1)
            assert response.status_code == 400
            assert remaining(response, REGISTER) == 5


def request_reset(who: str, **more: Any) -> Any:
    return APIClient().post("/api/v1/auth/password/reset", {"email": who}, "json", **more)


def request_code(who: str, **more: Any) -> Any:
    return APIClient().post("/api/v1/auth/login/code", {"login": who}, "json", **more)


def request_reset_page(who: str, **more: Any) -> Any:
    return Client().post("/accounts/password/reset/", {"email": who}, **more)


def request_code_page(who: str, **more: Any) -> Any:
    return Client().post("/accounts/login/code/", {"login": who}, **more)


@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_five_mails_to_one_address_whoever_asks_for_whatever(alice: User, email: str) -> None:
    calls = (request_reset, request_code, request_reset_page, request_code_page, request_code)
    for number, route in enumerate(calls):
        response = route(email, REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert response.status_code in {202, 302}
        assert remaining(response, MAILED_CODES) == 4 - number
    waiting = MailRequest.objects.count()
    for route in set(calls):
        refused = route(email.upper(), REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert_refused(refused, MAILED_CODES)
        assert b"Please try again in 30 minutes." in refused.content
    assert MailRequest.objects.count() == waiting == 5
    assert request_reset("bob@example.org").status_code == 202


def test_blanks_behind_a_name_are_no_new_name(alice: User) -> None:
    for number in range(5):
        padded = "alice" + " " * 200 + " " * number
        assert request_code(padded, REMOTE_ADDR=next(OTHER_ADDRESSES)).status_code == 202
    assert_refused(request_code("alice"), MAILED_CODES)
    for route in (request_reset_page, request_code_page):
        response = route("alice@example.org" + " " * 254 + "0", REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert response.status_code == 400
    assert MailRequest.objects.count() == 5


def test_five_mails_to_one_person_by_whatever_name(
    alice: User, deliver: Callable[[], None], mailoutbox: list[EmailMessage]
) -> None:
    for number in range(10):
        who = "alice" if number % 2 else "alice@example.org"
        assert request_code(who, REMOTE_ADDR=next(OTHER_ADDRESSES)).status_code == 202
    deliver()
    assert len(mailoutbox) == 5
    assert MailRequest.objects.count() == 0


def test_thirty_mails_asked_for_from_one_place_of_whomever() -> None:
    routes = (request_reset, request_code, request_reset_page, request_code_page)
    place = next(OTHER_ADDRESSES)
    for number in range(30):
        response = routes[number % 4](f"nobody{number}@example.org", REMOTE_ADDR=place)
        assert response.status_code in {202, 302}
        assert remaining(response, MAIL_REQUESTS) == 29 - number
    for route in routes:
        refused = route("nobody@example.org", REMOTE_ADDR=place)
        assert_refused(refused, MAIL_REQUESTS)


def test_ten_strangers_mailed_by_one_person(cast: Cast) -> None:
    def change(number: int) -> Any:
        body = {"email": f"stranger{number}@example.org", "password": PASSWORD}
        return cast.api.post("/api/v1/auth/email/change", body, "json")

    for number in range(10):
        response = change(number)
        assert response.status_code == 202
        assert remaining(response, ADDRESSES) == 9 - number
    assert_refused(change(10), ADDRESSES)


# --- people's own -----------------------------------------------------------------------------


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
    path, api_path = f"{cast.post.get_absolute_url()}comments", _api(cast.post, "comments")

    def page(**more: Any) -> Any:
        return cast.page.post(path, {"text": "Lovely."}, **more)

    def api() -> Any:
        return cast.api.post(api_path, {"text": "Lovely."}, "json")

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
        lambda: cast.api.post(_api(cast.post, "like")),
        lambda: cast.api.post(_api(cast.post, "save")),
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
    assert cast.api.delete(_api(cast.post, "like")).json()["liked"] is False


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


# --- the API ----------------------------------------------------------------------------------


def test_calls_with_a_token_are_counted_for_each_person(
    cast: Cast, api_of: Callable[[User], APIClient]
) -> None:
    nearly_spend(API, by=cast.bob.pk)
    for left in (1, 0):
        response = cast.api.get("/api/v1/users/alice", REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert response.status_code == 200
        assert remaining(response, API) == left
    for app in (cast.api, api_of(cast.bob)):
        refused = app.get("/api/v1/feed", REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert_refused(refused, API)
        assert error_of(refused, 429)["code"] == "throttled"
    assert api_of(cast.alice).get("/api/v1/feed").status_code == 200
    assert APIClient().get("/api/v1/users/alice").status_code == 200


@pytest.mark.parametrize(
    ("path", "token", "status"),
    [
        ("/api/v1/users/alice", None, 200),
        ("/api/v1/users/nobody", None, 404),
        ("/api/v1/feed", None, 401),
        ("/api/v1/feed", "Bearer forged", 401),
        ("/api/v1/users/alice", "Bearer a.b.c", 401),
        ("/api/v1/nothing", None, 404),
        ("/api/docs", None, 200),
    ],
)
def test_calls_without_a_good_token_are_counted_for_each_network(
    cast: Cast, path: str, token: str | None, status: int
) -> None:
    nearly_spend(API_ANONYMOUS, by="203.0.113.7")
    app = APIClient(REMOTE_ADDR="203.0.113.7")
    if token:
        app.credentials(HTTP_AUTHORIZATION=token)
    for left in (1, 0):
        response = app.get(path)
        assert response.status_code == status
        assert remaining(response, API_ANONYMOUS) == left
    refused = app.get(path)
    assert_refused(refused, API_ANONYMOUS)
    if path == "/api/docs":
        assert "You're going a little fast" in Page(refused, status=429).text
    else:
        assert error_of(refused, 429)["code"] == "throttled"
    assert app.get(path, REMOTE_ADDR="203.0.113.8").status_code == status
    assert cast.api.get("/api/v1/feed", REMOTE_ADDR="203.0.113.7").status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.7").get("/healthz").status_code == 200


def _api(post: Post, what: str) -> str:
    return f"/api/v1/posts/{post.shortcode}/{what}"
