"""The likers of a post: followed users first, then the others, page by page."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from core.ids import uuid7_at
from posts.models import Like, Post
from posts.selectors.likes import likers_page
from posts.selectors.posts import get_card
from posts.services.likes import like_post, unlike_post
from social.models import Follow
from social.services import block_user, follow_user, set_private
from tests.factories import make_crowd, make_post
from tests.plans import analyze, explained, rows_touched
from tests.relations import follow
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


def path(post: Post) -> str:
    return f"/api/v1/posts/{post.pk}/likes"


def people(count: int) -> list[User]:
    crowd = [User(id=uuid7_at(NOON), username=f"person{each:04}") for each in range(count)]
    User.objects.bulk_create(crowd)
    return crowd


def liked_by(post: Post, likers: Iterable[User], *, at: datetime = NOON) -> None:
    """One minute after the other, the last one last."""
    likes = [
        Like(post=post, user=person, created_at=at + timedelta(minutes=minute))
        for minute, person in enumerate(likers)
    ]
    Like.objects.bulk_create(likes)
    Post.objects.filter(pk=post.pk).update(likes_count=post.likes.count())
    post.refresh_from_db()


def names(body: dict[str, Any]) -> list[str]:
    return [person["username"] for person in body["results"]]


def pages_of(api: APIClient, url: str) -> list[dict[str, Any]]:
    pages = [api.get(url).json()]
    while pages[-1]["next"]:
        pages.append(api.get(pages[-1]["next"]).json())
    return pages


@pytest.fixture
def crowd(post: Post, bob: User) -> list[str]:
    """Twelve like it, four of them followed by bob; three at one and the same moment."""
    crowd = people(12)
    for person in (crowd[1], crowd[4], crowd[5], crowd[10]):
        follow_user(follower=bob, following=person)
    liked_by(post, crowd)
    together = [crowd[4], crowd[5], crowd[6]]
    Like.objects.filter(user__in=together).update(created_at=NOON)
    place = {like.user_id: (like.created_at, like.user_id) for like in Like.objects.all()}
    newest = sorted(crowd, key=lambda person: place[person.pk], reverse=True)
    followed = {follow.following_id for follow in bob.follows.all()}
    newest.sort(key=lambda person: person.pk not in followed)
    return [person.username for person in newest]


@pytest.mark.parametrize("limit", [1, 3, 4, 5, 12, 100])
def test_followed_likers_come_first_then_the_others_each_once(
    limit: int, post: Post, crowd: list[str], bob: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    pages = pages_of(api, f"{path(post)}?limit={limit}")
    assert [name for page in pages for name in names(page)] == crowd
    assert pages[0]["previous"] is None
    for earlier, later in pairwise(pages):
        assert names(api.get(later["previous"]).json()) == names(earlier)


def test_changing_likes_neither_repeat_nor_skip_anyone(
    post: Post, crowd: list[str], bob: User, carol: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    first = api.get(f"{path(post)}?limit=3").json()
    like_post(post=post, user=carol)
    unlike_post(post=post, user=User.objects.get(username=crowd[2]))
    unlike_post(post=post, user=User.objects.get(username=crowd[7]))
    rest = pages_of(api, first["next"])
    seen = [*names(first), *(name for page in rest for name in names(page))]
    left = [name for name in crowd if name != crowd[7]]
    assert [name for name in seen if name != "carol"] == left
    assert seen.count("carol") == 1


def test_a_summary_of_each_person(post: Post, bob: User, api_of: ApiOf) -> None:
    like_post(post=post, user=bob)
    [person] = api_of(bob).get(path(post)).json()["results"]
    assert set(person) == {"id", "username", "display_name", "avatar", "is_verified"}
    assert person["username"] == "bob"


def test_blocked_suspended_and_deactivated_users_are_left_out(
    post: Post, bob: User, carol: User, dave: User, erin: User, api_of: ApiOf
) -> None:
    away = people(2)
    for person in (bob, carol, dave, erin, *away):
        like_post(post=post, user=person)
    api = api_of(bob)
    assert len(names(api.get(path(post)).json())) == 6
    block_user(blocker=bob, blocked=carol)
    block_user(blocker=dave, blocked=bob)
    suspend_user(user=erin)
    User.objects.filter(pk=away[0].pk).update(deactivated_at=NOON)
    assert set(names(api.get(path(post)).json())) == {"bob", away[1].username}


def test_only_logged_in_viewers_of_the_post_get_the_likers(
    post: Post, alice: User, bob: User, api_of: ApiOf
) -> None:
    assert api_of(bob).get(f"/api/v1/posts/{post.shortcode}/likes").status_code == 200
    assert error_of(APIClient().get(path(post)), 401)
    set_private(user=alice, is_private=True)
    assert error_of(api_of(bob).get(path(post)), 404)
    assert api_of(alice).get(path(post)).status_code == 200


@pytest.mark.parametrize("cursor", ["x", "AAAA", "é", "A" * 34, "Pg=="])
def test_a_cursor_that_is_none_is_refused(
    cursor: str, post: Post, bob: User, api_of: ApiOf
) -> None:
    assert error_of(api_of(bob).get(path(post), {"cursor": cursor}), 400)["attr"] == "cursor"


def test_a_cursor_of_another_list_or_of_an_unknown_part_is_refused(
    post: Post, crowd: list[str], alice: User, bob: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    page = api.get(f"{path(post)}?limit=1").json()
    good = page["next"].partition("cursor=")[2].partition("&")[0]
    assert api.get(path(post), {"cursor": good}).status_code == 200
    for username in crowd[:2]:
        follow_user(follower=User.objects.get(username=username), following=alice)
    other = api.get("/api/v1/users/alice/followers?limit=1").json()["next"]
    dated = other.partition("cursor=")[2].partition("&")[0]
    assert error_of(api.get(path(post), {"cursor": dated}), 400)["code"] == "invalid_cursor"


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_likers_costs_the_same_for_one_item_and_for_twenty(
    count: int,
    post: Post,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    crowd = people(2 * count)
    for person in crowd[:count]:
        follow_user(follower=bob, following=person)
    liked_by(post, crowd)
    api = api_of(bob)
    # session with viewer · post · followed likers · the others
    with django_assert_num_queries(4):
        found = api.get(f"{path(post)}?limit=100").json()
    assert len(found["results"]) == 2 * count


def test_of_many_likes_only_a_few_rows_are_read(post: Post, bob: User) -> None:
    make_crowd(10_000)
    crowd = User.objects.filter(username__startswith="person").order_by("pk").values_list("pk")
    with connection.cursor() as cursor:
        cursor.execute(ALL_LIKE, {"post": post.pk, "noon": NOON})
    Post.objects.filter(pk=post.pk).update(likes_count=10_000)
    post.refresh_from_db()
    for followed in (0, 5, 200):
        bob.follows.all().delete()
        bob.follows.bulk_create(
            Follow(follower=bob, following_id=person) for [person] in crowd[: 10 * followed : 10]
        )
        assert_few_likes_are_read(post, bob, followed)


# One minute after the other.
ALL_LIKE = """
INSERT INTO likes (post_id, user_id, created_at)
SELECT %(post)s, id, %(noon)s + interval '1 minute' * row_number() OVER (ORDER BY id)
FROM users WHERE username LIKE 'person%%'
"""


def assert_few_likes_are_read(post: Post, bob: User, followed: int) -> None:
    analyze("likes", "follows", "users", "blocks")
    seen: list[User] = []
    cursor_at = None
    for _ in range(15):
        with explained() as plans:
            page = likers_page(viewer=bob, post=post, cursor=cursor_at)
        assert rows_touched(plans, "likes") <= 10 * followed + 60
        seen, cursor_at = [*seen, *page.items], page.next
    assert len(set(seen)) == 300
    with explained() as plans:
        get_card(viewer=bob, key=post.shortcode)
    assert rows_touched(plans, "likes") <= 200


def likers_on_card(post: Post, viewer: User) -> list[User]:
    return list(get_card(viewer=viewer, key=post.shortcode).known_likers)


def test_a_card_names_the_two_newest_followed_likers(
    post: Post, bob: User, carol: User, dave: User, erin: User, alice: User
) -> None:
    for person in (alice, carol, dave, erin):
        follow_user(follower=bob, following=person)
    liked_by(post, [carol, dave, erin, *people(3)])
    assert likers_on_card(post, bob) == [erin, dave]
    suspend_user(user=erin)
    assert likers_on_card(post, bob) == [dave, carol]
    block_user(blocker=dave, blocked=bob)
    assert likers_on_card(post, bob) == [carol]


def test_followed_likers_are_searched_among_the_newest_hundred(
    post: Post, bob: User, carol: User
) -> None:
    follow_user(follower=bob, following=carol)
    liked_by(post, [carol])
    liked_by(post, people(99), at=NOON + timedelta(hours=1))
    assert likers_on_card(post, bob) == [carol]
    late = User.objects.create(username="late")
    liked_by(post, [late], at=NOON + timedelta(days=1))
    assert likers_on_card(post, bob) == []


def test_the_feed_and_the_post_name_them(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    for person in (alice, carol):
        follow(bob, person)
    posts = [make_post(alice) for _ in range(5)]
    for post in posts[1:]:
        like_post(post=post, user=carol)
        like_post(post=post, user=bob)
    api = api_of(bob)
    found = api.get("/api/v1/feed").json()["results"]
    assert [[one["username"] for one in each["liked_by"]] for each in found] == [["carol"]] * 4 + [
        []
    ]
    one = api.get(f"/api/v1/posts/{posts[1].pk}").json()
    assert [each["username"] for each in one["liked_by"]] == ["carol"]
    assert APIClient().get(f"/api/v1/posts/{posts[1].pk}").json()["liked_by"] == []
