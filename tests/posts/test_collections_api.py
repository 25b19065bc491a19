"""Collections of saved posts, private to their owner."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Collection, CollectionItem, Save
from posts.services.collections import create_collection
from posts.services.saves import restore_save, save_post, unsave_post
from social.services import block_user, set_private
from tests.factories import make_post
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
COLLECTIONS = "/api/v1/collections"


def path_of(collection: Collection, rest: str = "") -> str:
    return f"{COLLECTIONS}/{collection.pk}{rest}"


def names(api: APIClient) -> list[str]:
    return [each["name"] for each in api.get(COLLECTIONS).json()["results"]]


def captions(api: APIClient, collection: Collection, **query: Any) -> list[str]:
    response = api.get(path_of(collection, "/posts"), query)
    assert response.status_code == 200, response.content
    return [post["caption"] for post in response.json()["results"]]


def test_a_collection_is_made_read_renamed_and_deleted(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    response = api.post(COLLECTIONS, {"name": "  Harbours \n at dusk "}, format="json")
    assert response.status_code == 201
    made = response.json()
    assert set(made) == {"id", "name", "posts_count", "cover", "created_at"}
    assert (made["name"], made["posts_count"], made["cover"]) == ("Harbours at dusk", 0, [])
    path = f"{COLLECTIONS}/{made['id']}"
    assert api.get(path).json() == made
    assert api.get(COLLECTIONS).json()["results"] == [made]

    renamed = api.patch(path, {"name": "Piers"}, format="json")
    assert (renamed.status_code, renamed.json()) == (200, {**made, "name": "Piers"})
    assert api.get(path).json()["name"] == "Piers"

    post = make_post(alice)
    save_post(post=post, user=bob, collection_id=made["id"])
    assert api.delete(path).status_code == 204
    assert error_of(api.get(path), 404)["code"] == "not_found"
    assert error_of(api.delete(path), 404)
    assert names(api) == []
    assert Save.objects.filter(post=post, user=bob).exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "blank"), (" \t", "blank"), ("\u202e\ufeff", "blank"), ("x" * 51, "max_length"),
     (None, "null"), (7, "invalid"), ("a\0b", "null_characters_not_allowed")],
)  # fmt: skip
def test_a_name_is_1_to_50_characters(name: Any, code: str, bob: User, api_of: ApiOf) -> None:
    api = api_of(bob)
    collection = create_collection(owner=bob, name="Piers")
    for response in (
        api.post(COLLECTIONS, {"name": name}, format="json"),
        api.patch(path_of(collection), {"name": name}, format="json"),
    ):
        error = error_of(response, 400)
        assert (error["code"], error["attr"]) == (code, "name")
    assert names(api) == ["Piers"]


def test_50_characters_are_not_too_many(bob: User, api_of: ApiOf) -> None:
    for name in ("x" * 50, "é" * 50, f"  {'🌊' * 50}  "):
        response = api_of(bob).post(COLLECTIONS, {"name": name}, format="json")
        assert (response.status_code, response.json()["name"]) == (201, name.strip())


@pytest.mark.parametrize(
    ("name", "same"),
    [("Piers", "PIERS"), ("Été", "ÉTÉ"), ("café", "cafe\u0301"), ("Straße", "STRASSE")],
)
def test_collection_names_are_unique_per_owner(
    name: str, same: str, bob: User, carol: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    first = create_collection(owner=bob, name=name)
    second = create_collection(owner=bob, name="Other")
    for response in (
        api.post(COLLECTIONS, {"name": same}, format="json"),
        api.patch(path_of(second), {"name": f" {same} "}, format="json"),
    ):
        error = error_of(response, 400)
        assert (error["code"], error["attr"]) == ("name_taken", "name")
    assert api.patch(path_of(first), {"name": same}, format="json").json()["name"] == same
    assert api_of(carol).post(COLLECTIONS, {"name": name}, format="json").status_code == 201


def test_200_are_enough(bob: User, api_of: ApiOf) -> None:
    Collection.objects.bulk_create(
        Collection(owner=bob, name=f"Collection {number}") for number in range(199)
    )
    assert api_of(bob).post(COLLECTIONS, {"name": "The last"}, format="json").status_code == 201
    error = error_of(api_of(bob).post(COLLECTIONS, {"name": "One more"}, format="json"), 400)
    assert error["code"] == "too_many_collections"


def test_the_newest_come_first_page_by_page(bob: User, carol: User, api_of: ApiOf) -> None:
    made = [create_collection(owner=bob, name=f"Collection {number}").name for number in range(5)]
    create_collection(owner=carol, name="Hers")
    first = api_of(bob).get(COLLECTIONS, {"limit": 3}).json()
    rest = api_of(bob).get(first["next"]).json()
    assert [each["name"] for each in first["results"] + rest["results"]] == made[::-1]
    assert rest["next"] is None


def test_other_users_collections_are_a_404(alice: User, bob: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    collection = create_collection(owner=alice, name="Hers", post=post)
    assert api_of(alice).get(path_of(collection)).status_code == 200
    api = api_of(bob)
    for response in (
        api.get(path_of(collection)),
        api.patch(path_of(collection), {"name": "Mine"}, format="json"),
        api.delete(path_of(collection)),
        api.get(path_of(collection, "/posts")),
        api.delete(path_of(collection, f"/posts/{post.shortcode}")),
        api.get(f"{COLLECTIONS}/{uuid4()}"),
        api.get(f"{COLLECTIONS}/nonsense"),
    ):
        assert error_of(response, 404)["code"] == "not_found"
    collection.refresh_from_db()
    assert collection.name == "Hers"
    assert CollectionItem.objects.filter(collection=collection, post=post).exists()
    assert names(api) == []


def test_the_anonymous_have_none(bob: User) -> None:
    collection = create_collection(owner=bob, name="Piers")
    api = APIClient()
    for response in (
        api.get(COLLECTIONS),
        api.post(COLLECTIONS, {"name": "x"}, format="json"),
        api.get(path_of(collection)),
        api.patch(path_of(collection), {"name": "x"}, format="json"),
        api.delete(path_of(collection)),
        api.get(path_of(collection, "/posts")),
    ):
        assert error_of(response, 401)


def test_a_post_in_several_collections_is_removed_from_one(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    post = make_post(alice, caption="A pier")
    api = api_of(bob)
    collections = [create_collection(owner=bob, name=name) for name in ("One", "Two")]
    for collection in [*collections, *collections]:
        body = {"collection": str(collection.pk)}
        response = api.post(f"/api/v1/posts/{post.pk}/save", body, format="json")
        assert response.json() == {"saved": True}
    assert [captions(api, collection) for collection in collections] == [["A pier"], ["A pier"]]
    for key in (post.pk, post.shortcode):
        assert api.delete(path_of(collections[0], f"/posts/{key}")).status_code == 204
    assert [captions(api, collection) for collection in collections] == [[], ["A pier"]]
    assert Save.objects.filter(post=post, user=bob).exists()
    assert error_of(api.delete(path_of(collections[1], f"/posts/{uuid4()}")), 404)


def test_unsaving_can_be_undone_with_the_collections_that_are_left(alice: User, bob: User) -> None:
    post = make_post(alice)
    one, two = (create_collection(owner=bob, name=name, post=post) for name in ("One", "Two"))
    foreign = create_collection(owner=alice, name="Hers")
    left = unsave_post(post=post, user=bob)
    assert set(left) == {one.pk, two.pk}
    assert unsave_post(post=post, user=bob) == []
    one.delete()
    restore_save(post=post, user=bob, collection_ids=[*left, foreign.pk, uuid4()])
    assert Save.objects.filter(post=post, user=bob).exists()
    assert CollectionItem.objects.get().collection_id == two.pk


def test_a_collection_is_searched_as_all_saves_are(alice: User, bob: User, api_of: ApiOf) -> None:
    collection = create_collection(owner=bob, name="Piers")
    for caption in ("An old pier", "A new pier", "A harbour"):
        save_post(post=make_post(alice, caption=caption), user=bob, collection_id=collection.pk)
    save_post(post=make_post(alice, caption="Pier elsewhere"), user=bob)
    api = api_of(bob)
    assert captions(api, collection, q="PIE") == ["A new pier", "An old pier"]
    assert captions(api, collection, q="pie old") == ["An old pier"]
    assert captions(api, collection) == ["A harbour", "A new pier", "An old pier"]


def test_hidden_posts_are_neither_listed_nor_counted_nor_covers(
    alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    collection = create_collection(owner=bob, name="All")
    for author in (alice, carol, dave):
        post = make_post(author, caption=author.username)
        save_post(post=post, user=bob, collection_id=collection.pk)
    api = api_of(bob)

    def seen() -> list[str]:
        shown = api.get(path_of(collection)).json()
        listed = captions(api, collection)
        assert shown["posts_count"] == len(shown["cover"]) == len(listed)
        assert api.get(COLLECTIONS).json()["results"] == [shown]
        for author in (alice, carol, dave):
            assert captions(api, collection, q=author.username) == [
                caption for caption in listed if caption == author.username
            ]
        return listed

    assert seen() == ["dave", "carol", "alice"]
    set_private(user=alice, is_private=True)
    assert seen() == ["dave", "carol"]
    block_user(blocker=dave, blocked=bob)
    assert seen() == ["carol"]
    set_private(user=alice, is_private=False)
    assert seen() == ["carol", "alice"]


def test_a_cover_shows_the_newest_four(alice: User, bob: User, api_of: ApiOf) -> None:
    collection = create_collection(owner=bob, name="Many")
    posts = [make_post(alice, photographs=2) for _ in range(6)]
    # What is not ready yet is its author's to see, but is no picture.
    for post in [*posts, make_post(bob, state="processing")]:
        if post.state == "processing":
            post.media.update(status="processing")
        save_post(post=post, user=bob, collection_id=collection.pk)
    shown = api_of(bob).get(path_of(collection)).json()
    assert shown["posts_count"] == 7
    firsts = [str(post.media.all()[0].pk) for post in posts]
    assert [media["id"] for media in shown["cover"]] == firsts[::-1][:3]
    assert shown["cover"][0]["urls"]["thumb"].startswith("http://testserver/media/")


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_costs_four_queries(
    number: int,
    alice: User,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    posts = [make_post(alice, photographs=2) for _ in range(5)]
    for place in range(number):
        collection = create_collection(owner=bob, name=f"Collection {place}")
        for post in posts:
            save_post(post=post, user=bob, collection_id=collection.pk)
    api = api_of(bob)
    # session with viewer · collections · items with counts · first photographs
    with django_assert_num_queries(4):
        assert [each["posts_count"] for each in api.get(COLLECTIONS).json()["results"]] == (
            [5] * number
        )


@pytest.mark.parametrize("number", [1, 20])
def test_an_authors_posts_cost_eight_queries(
    number: int,
    alice: User,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    collection = create_collection(owner=bob, name="Many")
    for _ in range(number):
        save_post(post=make_post(alice, photographs=2), user=bob, collection_id=collection.pk)
    api = api_of(bob)
    # session with viewer · collection · its count · its cover
    # items · posts with author, like and save · media · tagged
    with django_assert_num_queries(8):
        assert len(captions(api, collection)) == number
