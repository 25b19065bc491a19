"""Tags for apps: their posts, how many, following them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Hashtag, HashtagFollow, Post
from posts.selectors import hashtags
from posts.services.archiving import archive_post
from posts.services.entities import record_caption
from posts.services.hashtags import MAX_FOLLOWED_HASHTAGS, TooManyTagsError, follow_tag
from social.services import add_close_friend, set_private
from tests.factories import NOW, make_post
from tests.relations import KINDS, may_see, relate
from tests.responses import error_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
TAG = "/api/v1/tags/sea"
MINE = "/api/v1/users/me/tags"


def tagged(author: User, *, caption: str = "By the #sea", **fields: Any) -> Post:
    post = make_post(author, caption=caption, **fields)
    record_caption(post=post)
    return post


def ids_of(api: APIClient, path: str = f"{TAG}/posts") -> list[str]:
    response = api.get(path)
    assert response.status_code == 200, response.content
    return [post["id"] for post in response.json()["results"]]


def count_of(api: APIClient) -> int:
    number: int = api.get(TAG).json()["posts_count"]
    return number


def test_the_posts_of_a_tag_are_public_newest_first(alice: User, bob: User) -> None:
    posts = [tagged(author) for author in (alice, bob, alice)]
    tagged(alice, caption="By the #lake, not the sea")
    assert ids_of(APIClient()) == [str(post.pk) for post in posts[::-1]]
    assert APIClient().get(TAG).json() == {
        "name": "sea", "posts_count": 3, "posts_count_is_more": False, "following": False,
    }  # fmt: skip


@pytest.mark.parametrize("spelling", ["SEA", "Sea", "ＳＥＡ", "ſea", "sea\ufe0f"])
def test_every_spelling_is_the_same_tag(spelling: str, alice: User) -> None:
    post = tagged(alice, caption="#Sea #SEA")
    path = f"/api/v1/tags/{quote(spelling)}"
    assert ids_of(APIClient(), f"{path}/posts") == [str(post.pk)]
    assert APIClient().get(path).json()["name"] == "sea"


@pytest.mark.parametrize("name", ["straße", "हिन्दी", "สวัสดี", "سلام", "한국어", "日本", "a_1"])
def test_tags_of_every_script_are_found_by_their_address(name: str, alice: User) -> None:
    post = tagged(alice, caption=f"#{name}")
    assert ids_of(APIClient(), f"/api/v1/tags/{quote(name)}/posts") == [str(post.pk)]


@pytest.mark.parametrize(
    "name", ["1", "_", "a-b", "a b", "#a", ".", "%00", "a" * 101, "\u3164", "🌊"]
)
def test_an_invalid_tag_is_not_found(name: str, alice: User, api_of: ApiOf) -> None:
    path = f"/api/v1/tags/{quote(name, safe='%')}"
    for response in (
        APIClient().get(path),
        APIClient().get(f"{path}/posts"),
        api_of(alice).post(f"{path}/follow"),
        api_of(alice).delete(f"{path}/follow"),
    ):
        assert error_of(response, 404)["code"] == "not_found"


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_viewer_sees_and_counts_visible_posts(
    kind: str, private: bool, alice: User, bob: User, api_of: ApiOf
) -> None:
    post = tagged(alice)
    asker = relate(kind, bob, alice, private=private)
    api = api_of(asker) if asker else APIClient()
    seen = [str(post.pk)] if may_see(kind, private=private) else []
    assert ids_of(api) == ids_of(api, f"{TAG}/posts?order=top") == seen
    assert count_of(api) == len(seen)


def test_archived_deleted_unready_and_narrower_posts_are_left_out(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    shown = tagged(alice)
    friends = tagged(alice, audience="close_friends")
    archive_post(post=tagged(alice), actor=alice)
    tagged(alice, deleted_at=NOW)
    tagged(alice, state="processing")
    assert ids_of(api_of(bob)) == [str(shown.pk)]
    assert ids_of(api_of(alice)) == [str(friends.pk), str(shown.pk)]
    add_close_friend(owner=alice, friend=bob)
    assert ids_of(api_of(bob)) == [str(friends.pk), str(shown.pk)]
    assert count_of(api_of(bob)) == count_of(api_of(alice)) == 2


def test_a_tag_of_private_posts_only_looks_unused(alice: User, bob: User, api_of: ApiOf) -> None:
    tagged(alice, caption="#secret")
    set_private(user=alice, is_private=True)
    api = api_of(bob)
    for path in ("", "/posts", "/posts?order=top"):
        used, unused = (api.get(f"/api/v1/tags/{name}{path}") for name in ("secret", "unused"))
        assert used.status_code == unused.status_code == 200
        assert used.content.replace(b"secret", b"unused") == unused.content


@pytest.mark.parametrize("limit", [1, 3, 10])
def test_links_lead_to_the_end_and_show_each_post_once(limit: int, alice: User) -> None:
    posts = [tagged(alice, caption="#sea #sky") for _ in range(7)]
    path, seen = f"{TAG}/posts?limit={limit}", []
    while path:
        body = APIClient().get(path).json()
        seen += [post["id"] for post in body["results"]]
        path = body["next"]
    assert seen == [str(post.pk) for post in posts[::-1]]
    body = APIClient().get(f"{TAG}/posts?limit=3").json()
    older = APIClient().get(body["next"]).json()
    assert APIClient().get(older["previous"]).json()["results"] == body["results"]


def test_the_most_liked_come_first_in_the_order_of_the_top(alice: User) -> None:
    likes = [3, 9, 0, 9, 5]
    posts = [tagged(alice, likes_count=number) for number in likes]
    order = [posts[place] for place in (3, 1, 4, 0, 2)]
    body = APIClient().get(f"{TAG}/posts?order=top&limit=4").json()
    assert [post["id"] for post in body["results"]] == [str(post.pk) for post in order[:4]]
    assert body["next"] is body["previous"] is None


def test_the_order_of_posts_does_not_reveal_hidden_likes(alice: User, api_of: ApiOf) -> None:
    hidden = tagged(alice, likes_count=50, hide_counts=True)
    other = tagged(alice, likes_count=1)
    path = f"{TAG}/posts?order=top"
    assert ids_of(APIClient(), path) == [str(other.pk), str(hidden.pk)]
    assert ids_of(api_of(alice), path) == [str(hidden.pk), str(other.pk)]


def test_the_top_is_of_the_newest(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashtags, "MAX_TOP_CANDIDATES", 3)
    old = tagged(alice, likes_count=99, at=NOW - timedelta(days=9))
    newest = [tagged(alice, likes_count=1) for _ in range(3)]
    path = f"{TAG}/posts?order=top"
    assert ids_of(APIClient(), path) == [str(post.pk) for post in newest[::-1]]
    assert str(old.pk) in ids_of(APIClient())


def test_posts_are_counted_up_to_a_point(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashtags, "MAX_COUNTED", 2)
    found = []
    for _ in range(3):
        tagged(alice)
        body = APIClient().get(TAG).json()
        found.append((body["posts_count"], body["posts_count_is_more"]))
    assert found == [(1, False), (2, False), (2, True)]


@pytest.mark.parametrize("query", ["order=best", "order=", "limit=0", "cursor=x"])
def test_bad_questions_are_refused(query: str, db: None) -> None:
    assert error_of(APIClient().get(f"{TAG}/posts?{query}"), 400)


def test_following_and_unfollowing_a_tag_is_idempotent(
    bob: User, alice: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    for _ in range(2):
        assert api.post("/api/v1/tags/Sea/follow").status_code == 204
        assert api.get(TAG).json()["following"] is True
    assert api_of(alice).get(TAG).json()["following"] is False
    assert HashtagFollow.objects.filter(user=bob, hashtag__name="sea").count() == 1
    for _ in range(2):
        assert api.delete(f"{TAG}/follow").status_code == 204
        assert api.get(TAG).json()["following"] is False


def test_the_anonymous_follow_nothing(db: None) -> None:
    for response in (
        APIClient().post(f"{TAG}/follow"),
        APIClient().delete(f"{TAG}/follow"),
        APIClient().get(MINE),
    ):
        assert error_of(response, 401)["code"] == "not_authenticated"


def test_followed_tags_are_listed_newest_first(bob: User, api_of: ApiOf) -> None:
    api = api_of(bob)
    for name in ("sea", "sky", "fog"):
        api.post(f"/api/v1/tags/{name}/follow")
    first = api.get(f"{MINE}?limit=2").json()
    assert first["results"] == [
        {"name": "fog", "following": True}, {"name": "sky", "following": True},
    ]  # fmt: skip
    rest = api.get(first["next"]).json()
    assert [tag["name"] for tag in rest["results"]] == ["sea"]
    assert rest["next"] is None


def test_a_user_follows_at_most_two_hundred_tags(bob: User, api_of: ApiOf) -> None:
    names = [f"tag{number}" for number in range(MAX_FOLLOWED_HASHTAGS)]
    Hashtag.objects.bulk_create(Hashtag(name=name) for name in names)
    made = Hashtag.objects.all()
    HashtagFollow.objects.bulk_create(HashtagFollow(user=bob, hashtag=each) for each in made)
    api = api_of(bob)
    assert error_of(api.post(f"{TAG}/follow"), 400)["code"] == "too_many_tags"
    assert api.post("/api/v1/tags/tag7/follow").status_code == 204
    api.delete("/api/v1/tags/tag7/follow")
    assert api.post(f"{TAG}/follow").status_code == 204


@pytest.mark.django_db(transaction=True)
def test_many_simultaneous_clicks_make_exactly_one_follow(
    bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once([lambda: follow_tag(follower=bob, name="sea")] * 8)
    assert HashtagFollow.objects.filter(user=bob).count() == 1
    monkeypatch.setattr("posts.services.hashtags.MAX_FOLLOWED_HASHTAGS", 3)

    def follow(name: str) -> bool:
        try:
            follow_tag(follower=bob, name=name)
        except TooManyTagsError:
            return False
        return True

    done = at_once([lambda name=name: follow(name) for name in "abcdefgh"])  # type: ignore[misc]
    assert done.count(True) == 2
    assert HashtagFollow.objects.filter(user=bob).count() == 3


@pytest.mark.parametrize("order", ["recent", "top"])
@pytest.mark.parametrize("count", [1, 20])
def test_a_page_costs_five_queries(
    count: int, order: str, alice: User, bob: User, api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _ in range(count):
        tagged(alice, photographs=2)
    api = api_of(bob)
    # session with viewer · the tag · posts with author, access and like · media · people in them
    with django_assert_num_queries(5):
        assert len(ids_of(api, f"{TAG}/posts?order={order}")) == count
    with django_assert_num_queries(3):  # session with viewer · the tag · how many
        assert count_of(api) == count
