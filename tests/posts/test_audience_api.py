"""A post's audience: set when posting, changed later, enforced at the next read."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from core.errors import NotFoundError
from feeds import timelines
from feeds.home import home_page, serialize_new_posts
from messaging.selectors import visible_post_ids
from posts.models import Post
from posts.services.archiving import archive_post, unarchive_post
from posts.services.deleting import delete_post
from posts.services.editing import edit_post
from posts.services.pinning import MAX_PINNED_POSTS, ArchivedError, TooManyPinnedError, pin_post
from social.services import add_close_friend, follow_user
from tests.factories import make_media, make_post
from tests.live import received
from tests.posts.files import photograph
from tests.responses import Response, error_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
POSTS = "/api/v1/posts"
AUDIENCES = ["public", "followers", "close_friends"]
BAD: list[tuple[str, list[Any]]] = [
    ("audience", ["everyone", None, ["public"], {}, True, "Public"]),
    ("comments_from", ["public", None, [], 7]),
    ("hide_counts", ["true", None, 1, [], "yes"]),
]


def publish(api: APIClient, owner: User, **fields: Any) -> Response:
    given = {"media_ids": [str(make_media(owner).pk)], **fields}
    response: Response = api.post(POSTS, given, format="json")
    return response


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("comments_from", ["everyone", "followers", "mentioned", "nobody"])
def test_a_post_names_its_audience(
    audience: str, comments_from: str, alice: User, api_of: ApiOf
) -> None:
    options = {"audience": audience, "comments_from": comments_from, "hide_counts": True}
    response = publish(api_of(alice), alice, **options)
    assert response.status_code == 201
    body = response.json()
    assert {name: body[name] for name in options} == options
    assert body["likes_count"] == 0  # the author's own to know
    alice.refresh_from_db()
    assert alice.posts_count == (1 if audience == "public" else 0)


def test_a_missing_audience_is_public(alice: User, api_of: ApiOf) -> None:
    body = publish(api_of(alice), alice).json()
    assert (body["audience"], body["comments_from"]) == ("public", "everyone")
    assert body["hide_counts"] is False


@pytest.mark.parametrize(("field", "values"), BAD)
def test_invalid_input_is_refused_at_its_field(
    field: str, values: list[Any], alice: User, api_of: ApiOf
) -> None:
    for value in values:
        response = publish(api_of(alice), alice, **{field: value})
        assert str(error_of(response, 400)["attr"]).split(".")[0] == field, value
    assert not Post.objects.exists()


@pytest.mark.parametrize(("word", "hidden"), [("true", True), ("false", False), (None, False)])
def test_in_a_form_a_boolean_is_text(
    word: str | None, hidden: bool, alice: User, api_of: ApiOf
) -> None:
    given = {"media": [photograph()], "audience": "followers", "comments_from": "nobody"}
    more = {} if word is None else {"hide_counts": word}
    response = api_of(alice).post(POSTS, {**given, **more}, format="multipart")
    assert response.status_code == 201, response.content
    body = response.json()
    assert (body["audience"], body["comments_from"]) == ("followers", "nobody")
    assert body["hide_counts"] is hidden


@pytest.mark.parametrize("word", ["1", "yes", "True", "on"])
def test_in_a_form_other_texts_are_refused(word: str, alice: User, api_of: ApiOf) -> None:
    given = {"media": [photograph()], "hide_counts": word}
    error = error_of(api_of(alice).post(POSTS, given, format="multipart"), 400)
    assert error["attr"] == "hide_counts"


def test_a_change_counts_for_the_next_read_everywhere(
    alice: User, bob: User, carol: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    """bob follows, carol follows and is a close friend, dave of the table is anonymous."""
    for person in (bob, carol):
        follow_user(follower=person, following=alice)
    add_close_friend(owner=alice, friend=carol)
    post = make_post(alice)
    for person in (bob, carol):
        home_page(viewer=person)
        timelines.push([person.pk], post.pk)
    clients = {person: (client_of(person), api_of(person)) for person in (alice, bob, carol)}
    event = {"type": "post.updated", "post_id": str(post.pk)}
    arrived = {"type": "feed.new", "post_id": str(post.pk)}

    def sees(person: User | None) -> bool:
        client, api = clients[person] if person else (Client(), APIClient())
        pages = [f"/p/{post.shortcode}/", f"/p/{post.shortcode}/card"]
        found = {client.get(path).status_code in {200, 286} for path in pages}
        calls = [f"{POSTS}/{post.pk}", f"{POSTS}/{post.pk}/comments"]
        found |= {api.get(path).status_code == 200 for path in calls}
        lists: list[Any] = [client.get("/alice/"), api.get("/api/v1/users/alice/posts")]
        if person:
            lists += [client.get("/"), api.get("/api/v1/feed")]
            found |= {received(person, event) is not None}
            found |= {visible_post_ids(viewer=person, ids=[post.pk]) == {post.pk}}
        if person and person != alice:
            found |= {serialize_new_posts(person, arrived) is not None}
        found |= {post.shortcode in response.content.decode() for response in lists}
        assert len(found) == 1, "the routes do not agree"
        return found.pop()

    allowed = {"public": {None, bob, carol}, "followers": {bob, carol}, "close_friends": {carol}}
    for audience in ("public", "followers", "close_friends", "followers", "public"):
        api = clients[alice][1]
        response = api.patch(f"{POSTS}/{post.pk}", {"audience": audience}, format="json")
        assert response.status_code == 200
        assert {who for who in (None, bob, carol) if sees(who)} == allowed[audience], audience
        assert sees(alice)
        alice.refresh_from_db()
        assert alice.posts_count == (1 if audience == "public" else 0)


def test_a_private_account_shows_its_posts_to_followers_only_whatever_their_audience(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=alice)
    add_close_friend(owner=alice, friend=carol)
    post = make_post(alice)
    User.objects.filter(pk=alice.pk).update(is_private=True)
    for audience, seen_by_bob in (("public", 200), ("followers", 200), ("close_friends", 404)):
        edit_post(post=post, actor=alice, audience=audience)
        assert api_of(bob).get(f"{POSTS}/{post.pk}").status_code == seen_by_bob
        assert api_of(carol).get(f"{POSTS}/{post.pk}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_many_changes_at_once_leave_the_count_right(alice: User) -> None:
    """Edits, archives, pins and deletions of the same few posts, all let go together."""
    posts = [make_post(alice, audience=AUDIENCES[place % 3]) for place in range(6)]

    def one_way_or_another(act: Callable[..., object], post: Post, **fields: Any) -> None:
        # Deleted or archived meanwhile.
        with suppress(NotFoundError, ArchivedError, TooManyPinnedError):
            act(post=post, actor=alice, **fields)

    calls = []
    for place, post in enumerate(posts):
        act = partial(one_way_or_another, post=post)
        calls += [partial(act, edit_post, audience=each, caption=each) for each in AUDIENCES]
        calls += [partial(act, archive_post), partial(act, unarchive_post), partial(act, pin_post)]
        calls += [partial(act, delete_post)] * (place % 2)
    at_once(calls)
    alice.refresh_from_db()
    standing = Post.objects.filter(author=alice, deleted_at=None)
    assert standing.count() == 3
    assert alice.posts_count == sum(post.is_counted for post in standing)
    assert standing.filter(pinned_at__isnull=False, archived_at=None).count() <= MAX_PINNED_POSTS
