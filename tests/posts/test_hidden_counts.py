"""An author who hides the counts: no entry point shows them to others."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Post
from posts.selectors.counts import current_counts
from posts.services.entities import record_caption
from posts.services.likes import like_post
from posts.services.tagged import set_tagged
from social.services import follow_user
from tests.factories import make_comment, make_post
from tests.live import received
from tests.pages import Page

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
# Long enough not to turn up in a random id.
LIKES, COMMENTS = 73_407_340, 84_518_451
# As they appear in JSON, in attributes, in titles and cut short; a like or a comment more, too.
TELLING = [
    text
    for number in (LIKES, COMMENTS)
    for n in (number - 1, number, number + 1)
    for text in (str(n), f"{n:,}", f"{n // 1_000_000}.{n % 1_000_000 // 100_000}M")
]


@dataclass
class EntryPoint:
    path: str
    method: str = "get"
    htmx: bool = False


ENTRY_POINTS = [
    EntryPoint("/api/v1/posts/{id}"),
    EntryPoint("/api/v1/posts/{id}/like", "post"),
    EntryPoint("/api/v1/posts/{id}/like", "delete"),
    EntryPoint("/api/v1/posts/{id}/likes"),
    EntryPoint("/api/v1/posts/{id}/comments"),
    EntryPoint("/api/v1/users/alice/posts"),
    EntryPoint("/api/v1/users/bob/tagged"),
    EntryPoint("/api/v1/feed"),
    EntryPoint("/api/v1/tags/pier/posts"),
    EntryPoint("/p/{shortcode}/"),
    EntryPoint("/p/{shortcode}/card"),
    EntryPoint("/p/{shortcode}/likes"),
    EntryPoint("/p/{shortcode}/comments", htmx=True),
    EntryPoint("/p/{shortcode}/like", "post", htmx=True),
    EntryPoint("/alice/"),
    EntryPoint("/bob/tagged"),
    EntryPoint("/"),
    EntryPoint("/tags/pier/"),
]


@pytest.fixture
def post(alice: User, bob: User, carol: User) -> Post:
    """By alice, who is followed by bob; liked by carol, who is too."""
    post = make_post(alice, caption="#pier")
    set_tagged(post=post, usernames=["bob"])
    record_caption(post=post)
    make_comment(post, carol)
    like_post(post=post, user=carol)
    for person in (alice, carol):
        follow_user(follower=bob, following=person)
    Post.objects.filter(pk=post.pk).update(likes_count=LIKES, comments_count=COMMENTS)
    post.refresh_from_db()
    return post


def hide(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(hide_counts=True)
    post.refresh_from_db()


def fetch(
    entry_point: EntryPoint, post: Post, viewer: User | None, api_of: ApiOf, client_of: ClientOf
) -> str:
    api = entry_point.path.startswith("/api/")
    if viewer:
        client: Client = (api_of if api else client_of)(viewer)
    else:
        client = APIClient() if api else Client()
    url = entry_point.path.format(id=post.pk, shortcode=post.shortcode)
    data = {"liked": "1"} if entry_point.method == "post" and not api else None
    headers = {"HX-Request": "true"} if entry_point.htmx else {}
    response = getattr(client, entry_point.method)(url, data, headers=headers)
    assert response.status_code < 500
    Post.objects.filter(pk=post.pk).update(likes_count=LIKES)
    text: str = response.content.decode()
    # Ids and keys have digits of their own.
    return text.replace(str(post.pk), "").replace(post.shortcode, "")


def counts_in(text: str) -> list[str]:
    return [number for number in TELLING if number in text]


@pytest.mark.parametrize(
    "entry_point", ENTRY_POINTS, ids=lambda entry_point: f"{entry_point.method}-{entry_point.path}"
)
def test_no_entry_point_shows_the_counts_to_others(
    entry_point: EntryPoint,
    post: Post,
    alice: User,
    bob: User,
    dave: User,
    api_of: ApiOf,
    client_of: ClientOf,
) -> None:
    silent = {"/api/v1/posts/{id}/likes", "/api/v1/posts/{id}/comments", "/p/{shortcode}/comments"}
    if entry_point.path not in silent:
        # That it could fail.
        assert counts_in(fetch(entry_point, post, bob, api_of, client_of)), entry_point.path
    hide(post)
    for viewer in (bob, dave, None):
        assert counts_in(fetch(entry_point, post, viewer, api_of, client_of)) == []


def test_the_author_learns_them_everywhere(
    post: Post, alice: User, bob: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    hide(post)
    found = api_of(alice).get(f"/api/v1/posts/{post.pk}").json()
    assert (found["likes_count"], found["comments_count"]) == (LIKES, COMMENTS)
    for path in (f"/p/{post.shortcode}/", "/", "/alice/"):
        assert "73,407,340" in client_of(alice).get(path).content.decode()
    liked = api_of(alice).post(f"/api/v1/posts/{post.pk}/like").json()
    assert liked == {"liked": True, "likes_count": LIKES + 1}


def test_the_api_says_null(post: Post, bob: User, api_of: ApiOf) -> None:
    hide(post)
    found = api_of(bob).get(f"/api/v1/posts/{post.pk}").json()
    assert (found["likes_count"], found["comments_count"]) == (None, None)
    path = f"/api/v1/posts/{post.pk}/like"
    assert api_of(bob).post(path).json() == {"liked": True, "likes_count": None}
    assert api_of(bob).delete(path).json() == {"liked": False, "likes_count": None}


def test_the_socket_says_null_to_others(post: Post, alice: User, bob: User) -> None:
    event = {"type": "post.updated", "post_id": str(post.pk)}
    numbers = {"likes_count": LIKES, "comments_count": COMMENTS}
    assert received(bob, event) == {**event, **numbers}
    hide(post)
    assert received(bob, event) == {
        **event,
        "likes_count": None,
        "comments_count": None,
    }
    assert received(alice, event) == {**event, **numbers}
    assert current_counts(viewer=bob, ids=[post.pk]) == [received(bob, event)]


def test_the_line_names_a_liker_or_says_that_likes_are_hidden(
    post: Post, bob: User, dave: User, client_of: ClientOf
) -> None:
    hide(post)
    path = f"/p/{post.shortcode}/"
    assert "Liked by carol and others" in Page(client_of(bob).get(path)).text
    assert "Likes are hidden" in Page(client_of(dave).get(path)).text
    Post.objects.filter(pk=post.pk).update(likes_count=1)
    assert "Liked by carol and others" in Page(client_of(bob).get(path)).text
    Post.objects.filter(pk=post.pk).update(likes_count=0)
    assert "Likes are hidden" in Page(client_of(dave).get(path)).text


def test_search_engines_learn_nothing(post: Post) -> None:
    path = f"/p/{post.shortcode}/"
    assert "interactionStatistic" in Page(Client().get(path)).json_ld
    hide(post)
    linked = Page(Client().get(path)).json_ld
    assert "interactionStatistic" not in linked
    assert counts_in(json.dumps(linked)) == []


def test_hidden_likes_show_followed_likers_and_the_viewer(
    post: Post, alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    for person in (bob, dave):
        like_post(post=post, user=person)
    hide(post)

    def seen_by(viewer: User) -> list[str]:
        body = api_of(viewer).get(f"/api/v1/posts/{post.pk}/likes").json()
        return [person["username"] for person in body["results"]]

    assert seen_by(bob) == ["carol", "bob"]
    assert seen_by(dave) == ["dave"]
    assert sorted(seen_by(alice)) == ["bob", "carol", "dave"]


def test_their_page_says_why_it_is_short(
    post: Post, bob: User, dave: User, alice: User, client_of: ClientOf
) -> None:
    hide(post)
    path = f"/p/{post.shortcode}/likes"
    page = Page(client_of(bob).get(path))
    assert "alice has hidden the like count" in page.text
    assert page.all("a", href="/carol/")
    page = Page(client_of(dave).get(path))
    assert "No likes from people you follow" in page.text
    assert page.all("a", href="/carol/") == []
    assert "hidden the like count" not in Page(client_of(alice).get(path)).text
