"""Thousands of candidates that the viewer may not see: few statements, short pages, no gaps."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import User
from accounts.selectors import read_summary
from core.pagination import Cursor
from core.redis import disposable
from feeds import timelines
from feeds.home import GREATEST, home_page
from feeds.selectors import home_ids
from posts.models import Post
from posts.services.entities import record_caption
from posts.services.hashtags import follow_tag
from social.services import add_close_friend, follow_user, set_private
from tests.factories import NOW, make_crowd, make_many_posts, make_post, tag_posts
from tests.feeds.walks import as_posts, home_of, sql_answer, whole_feed
from tests.pages import Page
from tests.plans import analyze, explained, rows_touched

pytestmark = pytest.mark.django_db

# Three rounds: the ids of older posts, the page.
STATEMENTS_MAX = 9
HTMX = {"HX-Request": "true"}


@contextmanager
def few_statements() -> Iterator[None]:
    with CaptureQueriesContext(connection) as queries:
        yield
    assert len(queries) <= STATEMENTS_MAX, "\n".join(each["sql"] for each in queries)


@pytest.fixture
def older(alice: User, bob: User) -> list[Post]:
    """Posts of alice, who is followed by bob, older than everything else."""
    follow_user(follower=bob, following=alice)
    return [make_post(alice, at=NOW - timedelta(days=30 + each)) for each in range(5)]


@pytest.fixture
def to_close_friends(alice: User, older: list[Post]) -> "QuerySet[Post]":
    make_many_posts(alice, 20_000, before=NOW, audience="close_friends")
    analyze("posts", "users", "follows")
    return Post.objects.filter(audience="close_friends").order_by("-id")


@pytest.mark.parametrize("redis", ["timeline", "none"])
def test_20_000_posts_for_close_friends_leave_the_first_page_full(
    redis: str, bob: User, older: list[Post], to_close_friends: "QuerySet[Post]"
) -> None:
    if redis == "timeline":
        home_page(viewer=bob)
    else:
        assert timelines.start_rebuild(bob.pk)
    with few_statements():
        assert home_of(bob, limit=4) == older[:4]
    assert whole_feed(bob) == older


def test_3_000_likes_of_a_post_are_not_all_read(alice: User, bob: User) -> None:
    follow_user(follower=bob, following=alice)
    post = make_post(alice, likes_count=3_000)
    make_crowd(3_000)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO likes (post_id, user_id, created_at)"
            " SELECT %s, id, now() - random() * interval '1 day' FROM users",
            [post.pk],
        )
        cursor.execute(
            "INSERT INTO follows (follower_id, following_id)"
            " SELECT %s, id FROM users WHERE username LIKE 'person%%5'",
            [bob.pk],
        )
    analyze("posts", "users", "follows", "likes")
    with explained() as plans:
        [row] = home_page(viewer=bob).items
    newest = post.likes.order_by("-created_at", "-user_id")[:100].values_list("user__username")
    followed = [name for (name,) in newest if name.startswith("person") and name.endswith("5")]
    assert row.likers is not None
    assert [read_summary(text).username for text in row.likers] == followed[:2]
    assert rows_touched(plans, "likes") <= 250


def test_posts_that_are_left_out_are_not_read(
    alice: User, bob: User, older: list[Post], to_close_friends: "QuerySet[Post]"
) -> None:
    with explained() as plans:
        assert home_ids(viewer_id=bob.pk, below=GREATEST, limit=21) == [post.pk for post in older]
    assert rows_touched(plans, "posts") <= 30
    add_close_friend(owner=alice, friend=bob)
    with explained() as plans:
        newest = home_ids(viewer_id=bob.pk, below=GREATEST, limit=21)
    assert newest == [post.pk for post in to_close_friends[:21]]
    assert rows_touched(plans, "posts") <= 60


def test_archived_posts_and_posts_in_preparation_are_left_out(
    alice: User, bob: User, older: list[Post]
) -> None:
    make_many_posts(alice, 600, before=NOW, archived_at=NOW)
    Post.objects.exclude(pk__in=[post.pk for post in older]).update(state="processing")
    assert home_ids(viewer_id=bob.pk, below=GREATEST, limit=21) == [post.pk for post in older]
    assert whole_feed(bob) == older


def test_ones_own_posts_for_close_friends_are_there(alice: User) -> None:
    posts = [
        make_post(alice, at=NOW - timedelta(minutes=each), audience="close_friends")
        for each in range(3)
    ]
    assert home_ids(viewer_id=alice.pk, below=GREATEST, limit=9) == [post.pk for post in posts]


@pytest.fixture
def of_a_private_stranger(bob: User, carol: User, older: list[Post]) -> None:
    """10,000 posts with a tag that bob follows, above everything that he may see."""
    follow_tag(follower=bob, name="sea")
    first = make_post(carol, caption="#sea", at=NOW - timedelta(days=20))
    record_caption(post=first)
    sea = first.hashtags.get().hashtag
    make_many_posts(carol, 10_000, before=NOW)
    tag_posts(carol, sea)
    set_private(user=carol, is_private=True)


def test_10_000_tagged_posts_of_a_private_stranger_make_short_pages_and_no_gap(
    alice: User, bob: User, older: list[Post], of_a_private_stranger: None
) -> None:
    between = make_post(alice, at=NOW - timedelta(minutes=5_000, seconds=30))
    shown: list[Post] = []
    lengths: list[int] = []
    cursor: Cursor | None = None
    while cursor or not lengths:
        with few_statements():
            page = home_page(viewer=bob, cursor=cursor, limit=3)
        shown += as_posts(page.items)
        lengths.append(len(page.items))
        cursor = page.next
    assert shown == [between, *older] == sql_answer(bob)
    assert 0 in lengths[:-1]
    assert len(lengths) <= 8
    disposable().flushdb()
    assert whole_feed(bob, limit=20) == shown


def test_links_of_the_api_lead_through_pages_without_posts(
    bob: User, older: list[Post], of_a_private_stranger: None,
    api_of: Callable[[User], APIClient],
) -> None:  # fmt: skip
    api, path = api_of(bob), "/api/v1/feed?limit=3"
    pages = [api.get(path).json()]
    while pages[-1]["next"]:
        pages.append(api.get(pages[-1]["next"]).json())
    assert pages[0]["results"] == []
    shown = [post["id"] for page in pages for post in page["results"]]
    assert shown == [str(post.pk) for post in older]


def test_the_page_loads_on_by_itself_where_a_page_has_no_posts(
    bob: User, older: list[Post], of_a_private_stranger: None,
    client_of: Callable[[User], Client],
) -> None:  # fmt: skip
    browser = client_of(bob)
    page = Page(browser.get("/"))
    assert page.all("article", id=None) == []
    assert "Welcome" not in page.text
    shown: list[str] = []
    while loaders := page.all("span", hx_get=None):
        assert loaders[0]["hx-trigger"] == "intersect once, retry"
        page = Page(browser.get(loaders[0]["hx-get"], headers=HTMX))
        shown += [each["id"].removeprefix("post-") for each in page.all("article", id=None)]
    assert shown == [post.shortcode for post in older]
    assert len(page.all("div", data_caught_up=None)) == 1
