"""A photo's files are served to viewers of its post, checked at each request."""

from collections.abc import Callable
from itertools import product
from typing import Any, Literal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user, unsuspend_user
from accounts.services.leaving import deactivate_account
from core.media import links
from core.media.links import link_query
from core.media.store import new_key
from posts.models import Media, Post
from posts.services.deleting import delete_post
from social.services import (
    add_close_friend,
    block_user,
    follow_user,
    remove_close_friend,
    remove_follower,
    set_private,
    unfollow_user,
)
from tests.factories import NOW, PASSWORD, make_media, make_post
from tests.relations import FOLLOWERS, KINDS, follow, may_see, relate

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
ApiOf = Callable[[User], APIClient]
CONTENT = b"not looked at"
STATES: dict[str, dict[str, Any]] = {
    "shown": {},
    "to followers": {"audience": "followers"},
    "to close friends": {"audience": "close_friends"},
    "archived": {"archived_at": NOW},
    "processing": {"state": "processing"},
    "failed": {"state": "failed"},
    "deleted": {"deleted_at": NOW},
}


def is_right(kind: str, state: str, *, private: bool) -> bool:
    """The reference, for viewers who are not close friends."""
    if kind == "author":
        return state != "deleted"
    if state == "to followers":
        return kind in FOLLOWERS
    return state == "shown" and may_see(kind, private=private)


def hang(media: Media) -> str:
    """Put a file where one of its renditions lies; the address."""
    key = f"{media.folder}/640.jpg"
    storages["media"].save(key, ContentFile(CONTENT))
    return f"/media/{key}"


def hang_post(author: User, **fields: Any) -> tuple[Post, str]:
    post = make_post(author, **fields)
    return post, hang(post.media.get())


def folder_of(path: str) -> str:
    return path.removeprefix("/media/").rpartition("/")[0]


def link(path: str, person: User) -> str:
    """The path with the parameters of a link signed for a viewer."""
    return f"{path}?{link_query(base=folder_of(path), viewer_id=person.pk)}"


class Routes:
    """How a viewer, or an anonymous one, requests a file; each returns the status."""

    def __init__(self, client_of: ClientOf, api_of: ApiOf, person: User | None) -> None:
        self.person = person
        self.clients: list[Client] = [Client()]
        if person:
            self.clients = [client_of(person), api_of(person)]

    def statuses(self, path: str) -> list[int]:
        responses = [client.get(path).status_code for client in self.clients]
        if self.person:
            responses.append(Client().get(link(path, self.person)).status_code)
        return responses

    def are_open(self, path: str) -> bool:
        statuses = set(self.statuses(path))
        assert statuses in ({200}, {404}), statuses
        return statuses == {200}


RoutesOf = Callable[[User | None], Routes]


@pytest.fixture
def routes_of(client_of: ClientOf, api_of: ApiOf) -> RoutesOf:
    return lambda person: Routes(client_of, api_of, person)


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_served_to_viewers_of_its_post(
    kind: str, private: bool, erin: User, dave: User, routes_of: RoutesOf
) -> None:
    viewer = relate(kind, dave, erin, private=private)
    routes = routes_of(viewer)
    found = {state: routes.are_open(hang_post(erin, **STATES[state])[1]) for state in STATES}
    assert found == {state: is_right(kind, state, private=private) for state in STATES}


def test_a_close_friend_of_a_private_account_must_follow_too(
    alice: User, bob: User, routes_of: RoutesOf
) -> None:
    _post, path = hang_post(alice, audience="close_friends")
    add_close_friend(owner=alice, friend=bob)
    routes = routes_of(bob)
    assert routes.are_open(path)
    set_private(user=alice, is_private=True)
    assert not routes.are_open(path)
    follow(bob, alice)
    assert routes.are_open(path)


def test_a_moderator_is_a_stranger_here(alice: User, admin_user: User, routes_of: RoutesOf) -> None:
    set_private(user=alice, is_private=True)
    assert not routes_of(admin_user).are_open(hang_post(alice)[1])


def test_an_upload_is_its_owners_alone(
    alice: User, bob: User, admin_user: User, routes_of: RoutesOf
) -> None:
    path = hang(make_media(alice))
    assert routes_of(alice).are_open(path)
    for other in (bob, admin_user, None):
        assert not routes_of(other).are_open(path)


def test_all_anonymous_requests_share_a_count(alice: User) -> None:
    """The shortcut without a query decides as the query does."""
    post = make_post(alice)
    accounts: list[dict[str, Any]] = [
        {}, {"is_private": True}, {"is_active": False}, {"deactivated_at": NOW}
    ]  # fmt: skip
    untouched = {"is_private": False, "is_active": True, "deactivated_at": None}
    seen = set()
    for account, state, audience, archived_at, deleted_at in product(
        accounts, Post.State, Post.Audience, (None, NOW), (None, NOW)
    ):
        User.objects.filter(pk=alice.pk).update(**{**untouched, **account})
        rows = Post.objects.filter(pk=post.pk)
        rows.update(state=state, audience=audience, archived_at=archived_at, deleted_at=deleted_at)
        found = Post.objects.select_related("author").get(pk=post.pk)
        is_visible = Post.objects.visible_to(AnonymousUser()).filter(pk=post.pk).exists()
        assert found.is_public is is_visible
        seen.add(is_visible)
    assert seen == {True, False}


# --- old addresses ------------------------------------------------------------------------------


def going_private(author: User, viewer: User, post: Post) -> None:
    unfollow_user(follower=viewer, following=author)
    set_private(user=author, is_private=True)


def unfollowing(author: User, viewer: User, post: Post) -> None:
    set_private(user=author, is_private=True)
    unfollow_user(follower=viewer, following=author)


def being_removed(author: User, viewer: User, post: Post) -> None:
    set_private(user=author, is_private=True)
    remove_follower(user=author, follower=viewer)


def being_blocked(author: User, viewer: User, post: Post) -> None:
    block_user(blocker=author, blocked=viewer)


def blocking(author: User, viewer: User, post: Post) -> None:
    block_user(blocker=viewer, blocked=author)


def a_deletion(author: User, viewer: User, post: Post) -> None:
    delete_post(post=post, actor=author)


def an_archiving(author: User, viewer: User, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(archived_at=NOW)


def another_audience(author: User, viewer: User, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(audience=Post.Audience.CLOSE_FRIENDS)


def the_authors_suspension(author: User, viewer: User, post: Post) -> None:
    suspend_user(user=author)


def the_author_going_away(author: User, viewer: User, post: Post) -> None:
    deactivate_account(user=author, password=PASSWORD)


CHANGES = [
    going_private,
    unfollowing,
    being_removed,
    being_blocked,
    blocking,
    a_deletion,
    an_archiving,
    another_audience,
    the_authors_suspension,
    the_author_going_away,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_an_old_address_is_closed_after(
    change: Callable[[User, User, Post], None], alice: User, bob: User, routes_of: RoutesOf
) -> None:
    """The files are still there, and links that are good for minutes do not help."""
    follow_user(follower=bob, following=alice)
    post, path = hang_post(alice)
    routes = routes_of(bob)
    assert routes.are_open(path)
    change(alice, bob, post)
    assert not routes.are_open(path)
    assert storages["media"].exists(path.removeprefix("/media/"))


def test_a_post_that_is_deleted_is_closed_to_its_author_too(
    alice: User, routes_of: RoutesOf
) -> None:
    post, path = hang_post(alice)
    routes = routes_of(alice)
    assert routes.are_open(path)
    delete_post(post=post, actor=alice)
    assert not routes.are_open(path)


def test_a_removed_close_friend_loses_access(alice: User, bob: User, routes_of: RoutesOf) -> None:
    _post, path = hang_post(alice, audience="close_friends")
    add_close_friend(owner=alice, friend=bob)
    routes = routes_of(bob)
    assert routes.are_open(path)
    remove_close_friend(owner=alice, friend=bob)
    assert not routes.are_open(path)


@pytest.mark.parametrize("way", ["suspended", "away"])
def test_links_of_inactive_users_are_dead(
    way: Literal["suspended", "away"], alice: User, bob: User
) -> None:
    """Also links to public files: no one may request in their name."""
    _post, path = hang_post(alice)
    address = link(path, bob)
    assert Client().get(address).status_code == 200
    if way == "suspended":
        suspend_user(user=bob)
    else:
        deactivate_account(user=bob, password=PASSWORD)
    assert Client().get(address).status_code == 404
    assert Client().get(path).status_code == 200
    if way == "suspended":
        unsuspend_user(user=bob)
        assert Client().get(address).status_code == 200


# --- links --------------------------------------------------------------------------------------


@pytest.fixture
def private_file(alice: User, bob: User) -> str:
    """The address of a rendition that bob may see, and carol may not."""
    follow_user(follower=bob, following=alice)
    set_private(user=alice, is_private=True)
    return hang_post(alice)[1]


def test_a_link_is_valid_for_one_viewer_and_one_folder(
    private_file: str, alice: User, bob: User, carol: User
) -> None:
    other = hang_post(alice)[1]
    query = link(private_file, bob).partition("?")[2]
    assert Client().get(f"{private_file}?{query}").status_code == 200
    assert Client().get(f"{other}?{query}").status_code == 404
    assert Client().get(link(private_file, carol)).status_code == 404
    forged = query.replace(str(bob.pk), str(alice.pk))
    assert Client().get(f"{private_file}?{forged}").status_code == 404
    unknown = link_query(base=folder_of(private_file), viewer_id=make_media(carol).pk)
    assert Client().get(f"{private_file}?{unknown}").status_code == 404


def test_a_link_ends(private_file: str, bob: User, monkeypatch: pytest.MonkeyPatch) -> None:
    address = link(private_file, bob)
    assert Client().get(address).status_code == 200
    end = links.now() + 600
    monkeypatch.setattr(links, "now", lambda: end)
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "for=", "for=x&until=y&signature=z", "signature=%00", "until=%ff%fe", "for=%ED%A0%80",
        "until=99999999999999999999999", "signature", "&for&until&signature", "until=" + "9" * 5000,
    ],
)  # fmt: skip
def test_a_link_that_is_none_opens_nothing_and_breaks_nothing(
    query: str, private_file: str, bob: User, client_of: ClientOf
) -> None:
    """Not even for a viewer whose cookie would suffice; the last of two values counts."""
    browser = client_of(bob)
    assert browser.get(f"{private_file}?v=2&for[]=1").status_code == 200
    assert browser.get(f"{private_file}?{query}").status_code == 404
    assert browser.get(f"{link(private_file, bob)}&{query}").status_code == 404


@pytest.mark.parametrize("token", ["stale", "", "a b c", "\xff", "Bearer"])
def test_an_invalid_token_still_reads_public_pages(
    token: str, private_file: str, bob: User
) -> None:
    app = APIClient()
    app.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    assert app.get(private_file).status_code == 404
    assert app.get(hang_post(bob)[1]).status_code == 200


def test_another_kind_of_authorization_leaves_the_cookie_its_say(
    private_file: str, bob: User, client_of: ClientOf
) -> None:
    headers = {"Authorization": "Basic c3RhZ2luZzpvcGVu"}
    assert client_of(bob).get(private_file, headers=headers).status_code == 200
    assert Client().get(private_file, headers=headers).status_code == 404


# --- the URLs in apps and pages -----------------------------------------------------------------


def addresses(media: dict[str, Any]) -> set[str]:
    """Every URL that the API has of a photo."""
    candidates = {candidate.split(" ")[0] for candidate in media["srcset"].split(", ")}
    return candidates | set(media["urls"].values())


def told_of(post: Post, app: Client) -> set[str]:
    (media,) = app.get(f"/api/v1/posts/{post.pk}").json()["media"]
    return addresses(media)


def test_an_app_gets_signed_links_to_restricted_media(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=alice)
    post, path = hang_post(alice)
    public = told_of(post, api_of(bob))
    assert public == told_of(post, APIClient()) == told_of(post, api_of(alice))
    assert not any("?" in url for url in public)
    Post.objects.filter(pk=post.pk).update(audience=Post.Audience.FOLLOWERS)
    for person in (bob, alice):
        urls = told_of(post, api_of(person))
        assert {url.partition("?")[0] for url in urls} == public
        assert all(url.startswith("http://testserver/media/") for url in urls)
        assert len({url.partition("?")[2] for url in urls}) == 1
        (found,) = [url for url in urls if path in url]
        assert Client().get(found.removeprefix("http://testserver")).content == CONTENT
    assert told_of(post, api_of(bob)) != told_of(post, api_of(alice))


def test_an_app_gets_a_link_to_its_own_upload(alice: User, api_of: ApiOf) -> None:
    media = make_media(alice)
    path = hang(media)
    every = addresses(api_of(alice).get(f"/api/v1/media/{media.pk}").json())
    (found,) = [url for url in every if path in url]
    assert Client().get(path).status_code == 404
    assert Client().get(found.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
def test_links_cost_no_queries(
    private: bool,
    alice: User,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    follow_user(follower=bob, following=alice)
    set_private(user=alice, is_private=private)
    app, path = api_of(bob), "/api/v1/users/alice/posts"
    make_post(alice)
    with CaptureQueriesContext(connection) as one:
        app.get(path)
    for _ in range(15):
        make_post(alice, photographs=2)
    with django_assert_num_queries(len(one)):
        posts = app.get(path).json()["results"]
    urls = [url for post in posts for media in post["media"] for url in addresses(media)]
    assert len(posts) == 16
    assert all(("?for=" in url) is private for url in urls)


def test_pages_show_plain_addresses(private_file: str, bob: User, client_of: ClientOf) -> None:
    browser = client_of(bob)
    page = browser.get("/alice/").content.decode()
    assert private_file in page
    assert "signature=" not in page


def test_a_preview_of_a_restricted_post_is_public_to_no_one(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    """Passing on the source of a page gives no access to its photos."""
    follow_user(follower=bob, following=alice)
    post, path = hang_post(alice)
    Post.objects.filter(pk=post.pk).update(media_url=path.removeprefix("/media/"))
    image = f'property="og:image" content="http://testserver{path}"'
    assert image in Client().get(f"/p/{post.shortcode}/").content.decode()
    set_private(user=alice, is_private=True)
    assert Client().get(f"/p/{post.shortcode}/").status_code == 404
    assert image in client_of(bob).get(f"/p/{post.shortcode}/").content.decode()
    assert Client().get(path).status_code == 404


# --- the responses ------------------------------------------------------------------------------


def test_hidden_and_missing_get_the_same_response(private_file: str, bob: User) -> None:
    absent = f"/media/{new_key()}/640.jpg"
    unmade = private_file.replace("640", "641")
    missing = [Client().get(each) for each in (private_file, absent, unmade, "/media/x")]
    missing.append(Client().get(link(absent, bob)))
    missing.append(Client().get(link(unmade, bob)))
    for response in missing:
        assert response.status_code == 404
        assert response.content == b"Not found."
        assert response["Cache-Control"] == "no-store"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert set(response.headers) == set(missing[0].headers)


def test_only_the_viewers_own_browser_keeps_a_photo(
    alice: User, bob: User, client_of: ClientOf, api_of: ApiOf
) -> None:
    _post, path = hang_post(alice)
    for client in (Client(), client_of(bob), api_of(bob)):
        response = client.get(path)
        assert response["Cache-Control"] == "private, max-age=31536000, immutable"
        assert {"Authorization", "Cookie"} <= set(response["Vary"].split(", "))
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_a_linked_file_is_cached_as_long_as_its_link(
    private_file: str, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = link(private_file, bob)
    until = int(address.partition("until=")[2].partition("&")[0])
    monkeypatch.setattr(links, "now", lambda: until - 42)
    assert Client().get(address)["Cache-Control"] == "private, max-age=42"


def test_a_head_is_the_response_without_its_body(
    private_file: str, bob: User, client_of: ClientOf
) -> None:
    browser = client_of(bob)
    whole, head = browser.get(private_file), browser.head(private_file)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers == {**whole.headers, "X-Request-Id": head["X-Request-Id"]}
    assert head["Content-Length"] == str(len(CONTENT))
    assert Client().head(private_file).status_code == 404
    assert browser.post(private_file).status_code == 405


def test_a_portrait_is_open_to_all_and_costs_nothing(
    client_of: ClientOf, bob: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    key = f"{new_key()}.webp"
    storages["media"].save(key, ContentFile(CONTENT))
    for client in (Client(), client_of(bob)):
        with django_assert_num_queries(0):
            response = client.get(f"/media/{key}")
        assert response.content == CONTENT
        assert response["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Cookie" not in response.get("Vary", "")


def test_a_file_costs_one_query(
    alice: User,
    bob: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    _post, path = hang_post(alice)
    browser = client_of(bob)
    browser.get(path)
    # For who is known, one more: who it is.
    for client, queries in ((Client(), 1), (browser, 2)):
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
    with django_assert_num_queries(2):
        assert Client().get(link(path, bob)).status_code == 200


# --- tricks -------------------------------------------------------------------------------------


def test_no_path_trick_reaches_a_file(private_file: str, alice: User) -> None:
    key = private_file.removeprefix("/media/")
    folder, name = key.rsplit("/", 1)
    storages["media"].save("secret.txt", ContentFile(CONTENT))
    tricks = [
        "../originals/x", "%2e%2e/originals/x", "..%2foriginals%2fx", "secret.txt", "/etc/passwd",
        f"/{key}", f"./{key}", f"{folder}//{name}", f"{folder}/./{name}", f"{folder}/x/../{name}",
        f"{key}%00", f"%00{key}", f"{key}%0a", f"{key}/", f"{key}.jpg", f"{folder}/%00{name}",
        f"{key}%20", f"{folder}%5c{name}", key.upper(), f"{folder}/%D9%A6%D9%A4%D9%A0.jpg",
        f"{folder}.jpg", f"{folder}.webp", f"{folder}.webp/../{name}", f"{folder}.webp%2f{name}",
        f"{folder}/", folder, "", ".", "..", "%ff", "%F0%9F%8C%8A", "a" * 5000,
        key.replace("/", "%2f"), key.replace("/", "%252f"),
    ]  # fmt: skip
    for trick in tricks:
        response = Client().get(f"/media/{trick}")
        assert response.status_code == 404, trick
    set_private(user=alice, is_private=False)
    # Another spelling of the same path gets the same access check.
    same = key.replace("/", "%2f")
    for trick in tricks:
        expected = 200 if trick == same else 404
        assert Client().get(f"/media/{trick}").status_code == expected, trick


def test_no_address_leads_to_an_original(alice: User, client_of: ClientOf) -> None:
    media = make_media(alice)
    storages["originals"].save(media.original, ContentFile(CONTENT))
    browser = client_of(alice)
    assert media.original.endswith(".jpg")
    for path in (f"/media/{media.original}", f"/originals/{media.original}"):
        assert browser.get(path).status_code == 404
