"""Saves: idempotent, private, and searchable."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services.purging import purge_account
from core.models import OutboxEntry
from posts.models import Collection, CollectionItem, Post, Save
from posts.services.collections import create_collection
from posts.services.deleting import delete_post
from posts.services.saves import save_post
from social.services import block_user, follow_user, set_private, unblock_user, unfollow_user
from tests.factories import make_post
from tests.posts.purging import purge
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
SAVED = "/api/v1/users/me/saved"


def save_path(post: Post) -> str:
    return f"/api/v1/posts/{post.pk}/save"


def found(api: APIClient, path: str = SAVED, **query: Any) -> list[str]:
    """The captions of a list."""
    response = api.get(path, query)
    assert response.status_code == 200, response.content
    return [post["caption"] for post in response.json()["results"]]


def save_all(user: User, *posts: Post) -> None:
    for post in posts:
        save_post(post=post, user=user)


def test_saving_and_unsaving_are_idempotent(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    api = api_of(bob)
    for _ in range(3):
        response = api.post(save_path(post))
        assert (response.status_code, response.json()) == (200, {"saved": True})
        assert api.get(f"/api/v1/posts/{post.pk}").json()["saved"] is True
    assert Save.objects.filter(post=post, user=bob).count() == 1
    for _ in range(3):
        response = api.delete(save_path(post))
        assert (response.status_code, response.json()) == (200, {"saved": False})
        assert api.get(f"/api/v1/posts/{post.pk}").json()["saved"] is False
    assert not Save.objects.exists()


def test_an_unknown_field_is_reported_and_nothing_is_saved(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    body = {"colection": str(uuid4())}
    response = api_of(bob).post(save_path(make_post(alice)), body, format="json")
    error = error_of(response, 400)
    assert (error["code"], error["attr"]) == ("unknown_field", "colection")
    assert not Save.objects.exists()


def test_saving_twice_keeps_its_place_in_the_list(alice: User, bob: User, api_of: ApiOf) -> None:
    first, second = make_post(alice, caption="first"), make_post(alice, caption="second")
    api = api_of(bob)
    for post in (first, second, first):
        api.post(save_path(post))
    assert found(api) == ["second", "first"]


def test_no_one_is_notified(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    api_of(bob).post(save_path(post))
    assert not OutboxEntry.objects.exists()
    assert api_of(alice).get(f"/api/v1/posts/{post.pk}").json()["saved"] is False
    assert found(api_of(alice)) == []


def test_the_shortcode_is_an_address_too(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    assert api_of(bob).post(f"/api/v1/posts/{post.shortcode}/save").status_code == 200
    assert Save.objects.filter(post=post, user=bob).exists()


def test_the_anonymous_save_nothing(alice: User) -> None:
    post = make_post(alice)
    for method in ("post", "delete"):
        assert error_of(getattr(APIClient(), method)(save_path(post)), 401)
    assert error_of(APIClient().get(SAVED), 401)
    assert not Save.objects.exists()


def test_a_hidden_post_cannot_be_saved(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    api = api_of(bob)
    assert api.post(save_path(post)).status_code == 200
    set_private(user=alice, is_private=True)
    for method in (api.post, api.delete):
        assert error_of(method(save_path(post)), 404)["code"] == "not_found"
    assert error_of(api.post(f"/api/v1/posts/{uuid4()}/save"), 404)["code"] == "not_found"


@pytest.mark.parametrize("owner", ["bob", "carol", "nobody"])
def test_only_an_own_collection_accepts_it(
    owner: str, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    collection_id = uuid4()
    if owner != "nobody":
        person = {"bob": bob, "carol": carol}[owner]
        collection_id = create_collection(owner=person, name="Harbours").pk
    response = api_of(bob).post(save_path(post), {"collection": collection_id}, format="json")
    if owner == "bob":
        assert response.json() == {"saved": True}
        assert CollectionItem.objects.get().collection_id == collection_id
    else:
        error = error_of(response, 400)
        assert (error["code"], error["attr"]) == ("collection_not_found", "collection")
        assert not CollectionItem.objects.exists()
    assert Save.objects.exists() is (owner == "bob")


@pytest.mark.parametrize("bad", ["x", 7, [], {}, "\0", True, "é" * 400])
def test_an_invalid_collection_is_refused(bad: Any, alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    response = api_of(bob).post(save_path(post), {"collection": bad}, format="json")
    assert error_of(response, 400)["attr"] == "collection"


def test_no_collection_is_null_too(alice: User, bob: User, api_of: ApiOf) -> None:
    response = api_of(bob).post(save_path(make_post(alice)), {"collection": None}, format="json")
    assert response.json() == {"saved": True}


def test_unsaving_removes_it_from_the_own_collections_only(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    for owner in (bob, carol):
        for name in ("One", "Two"):
            create_collection(owner=owner, name=name, post=post)
    api_of(bob).delete(save_path(post))
    owners = CollectionItem.objects.values_list("collection__owner__username", flat=True)
    assert list(owners) == ["carol", "carol"]
    assert Save.objects.get().user_id == carol.pk


def test_the_list_goes_by_when_they_were_saved(alice: User, bob: User, api_of: ApiOf) -> None:
    posts = [make_post(alice, caption=str(number)) for number in range(5)]
    order = [3, 0, 4, 1, 2]
    for place, number in enumerate(order):
        save_post(post=posts[number], user=bob)
        at = timezone.now() - timedelta(hours=10 - place)
        Save.objects.filter(post=posts[number]).update(created_at=at)
    api = api_of(bob)
    newest = [str(number) for number in reversed(order)]
    assert found(api) == newest
    first = api.get(SAVED, {"limit": 2}).json()
    assert [post["caption"] for post in first["results"]] == newest[:2]
    # One saved meanwhile shifts nothing; one unsaved is no hole.
    save_post(post=make_post(alice, caption="new"), user=bob)
    api.delete(save_path(posts[order[2]]))
    second = api.get(first["next"]).json()
    assert [post["caption"] for post in second["results"]] == [newest[3], newest[4]]
    assert second["next"] is None
    back = api.get(second["previous"]).json()
    assert [post["caption"] for post in back["results"]] == newest[:2]


def test_a_saved_post_is_listed_while_it_is_visible(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    save_all(bob, make_post(carol, caption="carol's"), make_post(alice, caption="alice's"))
    api = api_of(bob)

    def lists() -> bool:
        both = (found(api), found(api, q="alice"))
        assert both in ((["alice's", "carol's"], ["alice's"]), (["carol's"], []))
        return both[0] == ["alice's", "carol's"]

    assert lists()
    set_private(user=alice, is_private=True)
    assert not lists()
    set_private(user=alice, is_private=False)
    assert lists()
    follow_user(follower=bob, following=alice)
    set_private(user=alice, is_private=True)
    assert lists()
    unfollow_user(follower=bob, following=alice)
    assert not lists()
    set_private(user=alice, is_private=False)
    block_user(blocker=alice, blocked=bob)
    assert not lists()
    unblock_user(blocker=alice, blocked=bob)
    assert lists()
    block_user(blocker=bob, blocked=alice)
    assert not lists()
    unblock_user(blocker=bob, blocked=alice)
    Post.objects.filter(author=alice).update(archived_at=timezone.now())
    assert not lists()
    Post.objects.filter(author=alice).update(archived_at=None, audience="close_friends")
    assert not lists()


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.parametrize("query", [{}, {"q": "pier ali"}])
def test_the_list_costs_five_queries(
    query: dict[str, str],
    number: int,
    alice: User,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    save_all(bob, *(make_post(alice, caption="A pier", photographs=2) for _ in range(number)))
    api = api_of(bob)
    # session with viewer · saves · posts with author, like and save · media · tagged
    with django_assert_num_queries(5):
        assert len(found(api, **query)) == number


CAPTIONS = {
    "pier": "An old pier, before the storm",
    "harbour": "🌊Harbour at six—nobody up but gulls… #golden_hour",
    "paris": "ÉTÉ à Paris «Les Halles» don’t",
    "grüße": "Schöne Grüße aus Übersee!",
    "москва": "Вечер, Москва",
    "京都": "京都 の夜",
    "café": "cafe\u0301 in the rain",
}


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("", list(CAPTIONS)),
        (" \t ", list(CAPTIONS)),
        ("pier", ["pier"]),
        ("PIE old", ["pier"]),
        ("ier", []),
        ("pier harbour", []),
        ("harb", ["harbour"]),
        ("nobody", ["harbour"]),
        ("#golden", ["harbour"]),
        ("golden_hour", ["harbour"]),
        ("été", ["paris"]),
        ("ÉTÉ PARIS", ["paris"]),
        ("halles", ["paris"]),
        ("don't", ["paris"]),
        ("übersee", ["grüße"]),
        ("GRÜ", ["grüße"]),
        ("москва", ["москва"]),
        ("ВЕЧ моск", ["москва"]),
        ("京", ["京都"]),
        ("caf\u00e9", ["café"]),
        ("CAFE", ["café"]),
        ("cafe\u0301", ["café"]),
        ("ete", ["paris"]),
        ("grusse", ["grüße"]),
        ("Ｐｉｅｒ", ["pier"]),
        ("alice", list(CAPTIONS)),
        ("@ali pier", ["pier"]),
        ("adler harb", ["harbour"]),
        ("lisbon", ["pier"]),
        ("🌊", ["harbour"]),
        ("éTÉ", ["paris"]),
        ("lice", []),
    ],
)
def test_every_search_term_matches_the_start_of_a_word(
    q: str, expected: list[str], alice: User, bob: User, api_of: ApiOf
) -> None:
    alice.display_name = "Alice Adler"
    alice.save()
    for key, caption in CAPTIONS.items():
        place = "Lisbon, Portugal" if key == "pier" else ""
        save_all(bob, make_post(alice, caption=caption, location=place))
    assert found(api_of(bob), q=q) == [CAPTIONS[key] for key in expected][::-1]


@pytest.mark.parametrize(
    "q",
    ["\0", "a\0b", "'", "''", "\\", "a'b\\", "&", "|", "!", "a & !b", "<->", ":*", "%", "_", "(",
     ")", "…", "🌊", "a" * 5000, "é " * 3000, "ß" * 100, "' OR 1=1 --", "{}", "[",
     "a:*b", "\ud800"],
)  # fmt: skip
def test_every_search_has_a_response(q: str, alice: User, bob: User, api_of: ApiOf) -> None:
    save_all(bob, make_post(alice, caption="A pier"))
    path = f"{SAVED}?q=%ED%A0%80" if q == "\ud800" else SAVED
    query = {} if q == "\ud800" else {"q": q}
    assert set(found(api_of(bob), path, **query)) <= {"A pier"}


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "cursor=nonsense", "cursor=%00"])
def test_bad_pages_are_refused(query: str, bob: User, api_of: ApiOf) -> None:
    assert error_of(api_of(bob).get(f"{SAVED}?{query}"), 400)


def test_a_deleted_post_is_gone_from_saves_and_collections(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    collection = create_collection(owner=bob, name="Harbours", post=post)
    api = api_of(bob)
    assert found(api) == found(api, f"/api/v1/collections/{collection.pk}/posts") == [""]
    delete_post(post=post, actor=alice)
    assert found(api) == found(api, f"/api/v1/collections/{collection.pk}/posts") == []
    assert api.get(f"/api/v1/collections/{collection.pk}").json()["posts_count"] == 0
    assert error_of(api.post(save_path(post)), 404)
    purge(post)
    assert not Save.objects.exists()
    assert not CollectionItem.objects.exists()
    assert Collection.objects.exists()


def test_purging_a_user_purges_their_saves(alice: User, bob: User, carol: User) -> None:
    post = make_post(alice)
    for owner in (bob, carol):
        create_collection(owner=owner, name="Harbours", post=post)
    erase(bob)
    assert Save.objects.get().user_id == carol.pk
    assert Collection.objects.get().owner_id == carol.pk
    assert CollectionItem.objects.count() == 1


def erase(user: User) -> None:
    User.objects.filter(pk=user.pk).update(deactivated_at=timezone.now(), is_active=False)
    purge_account(user_id=user.pk)
    assert not User.objects.filter(pk=user.pk).exists()
