"""One user's concurrent saves, unsaves and collections: all agrees afterwards."""

import random
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Collection, CollectionItem, Post, Save
from posts.services.collections import create_collection
from posts.services.deleting import delete_post
from tests.factories import make_post
from tests.posts.purging import purge
from tests.sampling import long
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ApiOf = Callable[[User], APIClient]
COLLECTIONS = "/api/v1/collections"
THREADS = 10


@pytest.mark.parametrize("turns", [10, *long([30])])
def test_posts_in_a_collection_are_saved(turns: int, alice: User, bob: User, api_of: ApiOf) -> None:
    posts = [make_post(alice) for _ in range(3)]
    apps = [api_of(bob) for _ in range(THREADS)]

    def play(number: int) -> list[int]:
        choose, api = random.Random(number), apps[number]
        return [turn(choose, api) for _ in range(turns)]

    def turn(choose: random.Random, api: APIClient) -> int:
        path = f"/api/v1/posts/{choose.choice(posts).pk}/save"
        collections = [each["id"] for each in api.get(COLLECTIONS).json()["results"]]
        act = choose.randrange(8)
        if act == 0 or not collections:
            body = {"name": f"Collection {choose.randrange(4)}"}
            return api.post(COLLECTIONS, body, format="json").status_code
        if act == 1:
            return api.delete(f"{COLLECTIONS}/{choose.choice(collections)}").status_code
        if act == 2:
            return api.delete(path).status_code
        if act == 3:
            return api.post(path).status_code
        return api.post(path, {"collection": choose.choice(collections)}, format="json").status_code

    responses = at_once([partial(play, number) for number in range(THREADS)])
    statuses = Counter(status for each in responses for status in each)
    # 400 for a name that another finger took, or a collection that it deleted; 404 likewise.
    assert set(statuses) <= {200, 201, 204, 400, 404}
    assert statuses[200] > THREADS * turns / 4
    assert_collection_items_are_saved()
    folded = [name.lower() for name in Collection.objects.values_list("name", flat=True)]
    assert len(folded) == len(set(folded)) <= 4


def test_unsaving_cannot_interleave_with_saving_into_a_collection(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    path = f"/api/v1/posts/{post.pk}/save"
    body = {"collection": str(create_collection(owner=bob, name="Piers").pk)}
    apps = [api_of(bob) for _ in range(12)]
    for _ in range(15):
        saving = [partial(app.post, path, body, format="json") for app in apps[::2]]
        unsaving = [partial(app.delete, path) for app in apps[1::2]]
        calls = [*saving, *unsaving]
        assert {response.status_code for response in at_once(calls)} == {200}
        assert_collection_items_are_saved()


def test_a_collection_that_is_deleted_meanwhile_takes_nothing(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    posts = [make_post(alice) for _ in range(8)]
    for _ in range(5):
        collection = create_collection(owner=bob, name="Piers")
        body = {"collection": str(collection.pk)}
        apps = [api_of(bob) for _ in range(9)]
        calls = [
            partial(app.post, f"/api/v1/posts/{post.pk}/save", body, format="json")
            for app, post in zip(apps, posts, strict=False)
        ]
        calls.insert(4, partial(apps[8].delete, f"{COLLECTIONS}/{collection.pk}"))
        responses = at_once(calls)
        assert responses[4].status_code == 204
        assert {response.status_code for response in responses} <= {200, 204, 400}
        assert not CollectionItem.objects.exists()


def test_a_post_deleted_in_the_meantime_is_a_404(alice: User, bob: User, api_of: ApiOf) -> None:
    for _ in range(5):
        post = make_post(alice)
        apps = [api_of(bob) for _ in range(6)]

        def erase(post: Post = post) -> int:
            delete_post(post=post, actor=alice)
            purge(post)
            return 200

        def save(app: APIClient, path: str = f"/api/v1/posts/{post.pk}/save") -> int:
            return app.post(path).status_code

        calls: list[Callable[[], int]] = [*(partial(save, app) for app in apps), erase]
        assert set(at_once(calls)) <= {200, 404}
        assert not Save.objects.filter(post=post).exists()


def test_a_username_is_taken_once(bob: User, api_of: ApiOf) -> None:
    apps = [api_of(bob) for _ in range(8)]
    spellings = ["Été", "été", "ÉTÉ", "éTé"] * 2
    responses = at_once(
        partial(app.post, COLLECTIONS, {"name": name}, format="json")
        for app, name in zip(apps, spellings, strict=True)
    )
    assert Counter(response.status_code for response in responses) == {201: 1, 400: 7}


def assert_collection_items_are_saved() -> None:
    saved = set(Save.objects.values_list("user_id", "post_id"))
    in_collections = set(CollectionItem.objects.values_list("collection__owner_id", "post_id"))
    assert in_collections <= saved
