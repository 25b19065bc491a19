"""Suggestions: friends of friends first, then the popular, and why; API and page."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from accounts.services.leaving import deactivate_account
from social.candidates import CANDIDATES
from social.selectors import recently_suggested_users
from social.services import block_user, follow_user, mute_user, set_private, unfollow_user
from tests.factories import PASSWORD, make_crowd, make_user
from tests.pages import Page
from tests.plans import explain
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
SUGGESTIONS = "/api/v1/users/suggestions"


def suggested(response: Any) -> list[tuple[str, list[str], int]]:
    return [
        (
            each["username"],
            [friend["username"] for friend in each["followed_by"]],
            each["followed_by_count"],
        )
        for each in response.json()["results"]
    ]


def names(response: Any) -> list[str]:
    return [name for name, _friends, _count in suggested(response)]


def befriend(*pairs: tuple[User, User]) -> None:
    for follower, following in pairs:
        follow_user(follower=follower, following=following)


def test_friends_of_friends_come_first_and_are_explained_then_the_popular(
    alice: User, bob: User, carol: User, dave: User, erin: User, api_of: ApiOf
) -> None:
    frank = make_user("frank")
    User.objects.filter(pk=erin.pk).update(followers_count=1000)
    befriend((alice, bob), (alice, carol), (bob, dave), (carol, dave), (carol, frank))
    body = api_of(alice).get(SUGGESTIONS)
    assert suggested(body) == [
        ("dave", ["carol", "bob"], 2),
        ("frank", ["carol"], 1),
        ("erin", [], 0),
    ]
    assert (body.json()["next"], body.json()["previous"]) == (None, None)
    summary = {"id", "username", "display_name", "avatar", "is_verified"}
    first = body.json()["results"][0]
    assert set(first) == summary | {"followed_by", "followed_by_count"}
    assert set(first["followed_by"][0]) == summary
    assert suggested(api_of(alice).get(f"{SUGGESTIONS}?limit=1")) == [("dave", ["carol", "bob"], 2)]


def test_two_are_named_and_all_are_counted(alice: User, bob: User, api_of: ApiOf) -> None:
    for number in range(5):
        friend = make_user(f"friend{number}")
        befriend((alice, friend), (friend, bob))
    (found,) = suggested(api_of(alice).get(SUGGESTIONS))
    assert found == ("bob", ["friend4", "friend3"], 5)


def test_suggestions_leave_out_followed_requested_muted_blocked_and_inactive_users(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    cast = {
        name: make_user(name)
        for name in ("followed", "requested", "muted", "unheard", "blocked", "blocker",
                     "suspended", "away", "stranger")
    }  # fmt: skip
    befriend((alice, bob), (bob, alice), *((bob, person) for person in cast.values()))
    assert names(api_of(alice).get(SUGGESTIONS)) == sorted(cast, key=lambda name: cast[name].pk)
    befriend((alice, cast["followed"]))
    set_private(user=cast["requested"], is_private=True)
    befriend((alice, cast["requested"]))
    mute_user(muter=alice, muted=cast["muted"])
    mute_user(muter=alice, muted=cast["unheard"], posts=False)
    block_user(blocker=alice, blocked=cast["blocked"])
    block_user(blocker=cast["blocker"], blocked=alice)
    suspend_user(user=cast["suspended"])
    deactivate_account(user=cast["away"], password=PASSWORD)
    assert suggested(api_of(alice).get(SUGGESTIONS)) == [("stranger", ["bob"], 1)]


def test_inactive_accounts_are_not_named_as_friends(
    alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    befriend((alice, bob), (alice, carol), (bob, dave), (carol, dave))
    suspend_user(user=carol)
    assert suggested(api_of(alice).get(SUGGESTIONS)) == [("dave", ["bob"], 1)]


def test_a_private_account_is_suggested_like_any_other(
    alice: User, bob: User, erin: User, api_of: ApiOf
) -> None:
    befriend((alice, bob), (bob, erin))
    set_private(user=erin, is_private=True)
    assert names(api_of(alice).get(SUGGESTIONS)) == ["erin"]


def test_newcomers_get_the_popular(alice: User, bob: User, carol: User, api_of: ApiOf) -> None:
    befriend((bob, carol))
    assert suggested(api_of(alice).get(SUGGESTIONS)) == [("carol", [], 0), ("bob", [], 0)]


def test_suggestions_require_logging_in_and_refuse_other_methods(
    alice: User, api_of: ApiOf, client: Client, client_of: ClientOf
) -> None:
    assert error_of(APIClient().get(SUGGESTIONS), 401)["code"] == "not_authenticated"
    for method in ("post", "put", "patch", "delete"):
        response = getattr(api_of(alice), method)(SUGGESTIONS)
        assert error_of(response, 405)["code"] == "method_not_allowed"
    assert urlsplit(client.get("/suggestions")["Location"]).path == "/accounts/login/"
    assert client_of(alice).post("/suggestions").status_code == 405


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "cursor=x", "cursor=%00"])
def test_unreadable_parameters_are_refused(query: str, alice: User, api_of: ApiOf) -> None:
    error_of(api_of(alice).get(f"{SUGGESTIONS}?{query}"), 400)


def test_a_cursor_of_another_list_is_refused(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    befriend((bob, alice), (carol, alice))
    api = api_of(alice)
    more = api.get("/api/v1/users/alice/followers?limit=1").json()["next"]
    query = urlsplit(more).query
    assert error_of(api.get(f"{SUGGESTIONS}?{query}"), 400)["code"] == "invalid_cursor"


def test_the_pages_name_is_not_a_username(db: None) -> None:
    response = APIClient().post(
        "/api/v1/auth/register",
        {"username": "suggestions", "email": "s@example.org", "password": PASSWORD},
        format="json",
    )
    assert error_of(response, 400)["code"] == "username_taken"


@pytest.mark.parametrize("count", [1, 20])
def test_suggestions_cost_three_queries(
    count: int, alice: User, bob: User, api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    befriend((alice, bob))
    for number in range(count):
        befriend((bob, User.objects.create(username=f"person{number}")))
    api = api_of(alice)
    with django_assert_num_queries(3):  # session with viewer · candidates · people
        assert len(names(api.get(SUGGESTIONS))) == count


def test_ten_thousand_follows_cost_what_a_few_hundred_cost(alice: User) -> None:
    few = rows_read(alice, follows=300)
    many = rows_read(alice, follows=10_000)
    # 200 followees and 25 of each, 200 of the popular; a look at each of these, and whether any of
    # the 200 follows the twenty that are shown.
    assert many < (200 + 200 * 25 + 200) * 2 + 20 * 200
    assert many < few * 1.5


# Everyone follows the fifty whose numbers are 37, 74, … higher; beyond the last it begins anew.
CIRCLES = """
WITH people AS (
  SELECT id, row_number() OVER (ORDER BY followers_count DESC) - 1 AS number
  FROM users WHERE id <> %(viewer)s
)
INSERT INTO follows (follower_id, following_id)
SELECT one.id, other.id FROM people AS one
CROSS JOIN generate_series(1, 50) AS step
JOIN people AS other ON other.number = (one.number + 37 * step) %% %(size)s
WHERE one.number BETWEEN %(follows)s - 250 AND %(follows)s - 1
"""
FOLLOW_THE_POPULAR = """
INSERT INTO follows (follower_id, following_id)
SELECT %(viewer)s, id FROM users WHERE id <> %(viewer)s
ORDER BY followers_count DESC LIMIT %(follows)s
"""


def rows_read(viewer: User, *, follows: int) -> int:
    """What the database reads to suggest twenty people, by its own account.

    Whom one followed last follow each other and many strangers; all are among the popular.
    """
    size = follows + 2_000
    params: dict[str, Any] = {"viewer": viewer.pk, "limit": 20}
    with transaction.atomic(), connection.cursor() as cursor:
        make_crowd(size, followers_count=f"{size} - n")
        cursor.execute(FOLLOW_THE_POPULAR, {**params, "follows": follows})
        cursor.execute(CIRCLES, {**params, "follows": follows, "size": size})
        cursor.execute("ANALYZE users, follows, follow_requests, mutes, blocks")
        cursor.execute(CANDIDATES, params)
        assert len(cursor.fetchall()) == 20
        rows = explain(CANDIDATES, params).rows_touched()
        transaction.set_rollback(True)
    return rows


def test_the_page_says_why_and_lets_one_follow(
    alice: User, bob: User, carol: User, dave: User, erin: User, client_of: ClientOf
) -> None:
    frank = make_user("frank")
    befriend((alice, bob), (alice, carol), (alice, frank))
    befriend((bob, dave), (carol, dave), (frank, dave), (bob, erin), (carol, erin))
    browser = client_of(alice)
    page = Page(browser.get("/suggestions"))
    sentences = " ".join(page.text.split())
    assert "Followed by frank and 2 others" in sentences
    assert "Followed by carol and bob" in sentences
    assert page.one("button", id="follow-dave")["aria-pressed"] == "false"
    assert len(page.all("form", action="/dave/follow")) == 1
    assert len(page.all("follow-button", id="follow-form-dave")) == 1
    response = browser.post("/dave/follow", {"following": "1", "next": "/suggestions"})
    assert response["Location"] == "/suggestions"
    assert page.all("a", href="/dave/")
    assert Page(browser.get("/suggestions")).all("a", href="/dave/") == []


def test_the_page_without_suggestions_says_so(alice: User, client_of: ClientOf) -> None:
    assert "No suggestions yet" in Page(client_of(alice).get("/suggestions")).text


def test_home_leads_to_all_suggestions_and_says_why(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    befriend((alice, bob), (bob, carol))
    page = Page(client_of(alice).get("/"))
    assert page.all("a", href="/suggestions")
    assert "Followed by bob" in page.text


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_four_queries(
    count: int, alice: User, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(count):
        User.objects.create(username=f"person{number}")
    browser = client_of(alice)
    browser.get("/create")  # the session is in the cache from here on
    # viewer · candidates · people · unread conversations
    with django_assert_num_queries(4):
        page = Page(browser.get("/suggestions"))
        forms = [form["action"] for form in page.all("form", action=None)]
        forms = [action for action in forms if action.endswith("/follow")]
    assert len(forms) == count


def test_what_home_suggests_is_found_once_in_a_while_and_checked_each_time(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    crowd = [make_user(f"person{number}") for number in range(9)]
    friend = crowd.pop()
    follow_user(follower=alice, following=friend)
    for person in crowd:
        follow_user(follower=friend, following=person)
    before = [each.user for each in recently_suggested_users(viewer=alice)]
    assert len(before) == 5
    # the users, and what the viewer has to do with them
    with django_assert_num_queries(1):
        assert [each.user for each in recently_suggested_users(viewer=alice)] == before
    follow_user(follower=alice, following=before[0])
    block_user(blocker=before[1], blocked=alice)
    mute_user(muter=alice, muted=before[2])
    set_private(user=before[3], is_private=True)
    follow_user(follower=alice, following=before[3])
    suspend_user(user=before[4])
    unfollow_user(follower=alice, following=friend)
    after = recently_suggested_users(viewer=alice)
    assert {each.user for each in after} == {*crowd} - {*before}
    assert [each.followed_by for each in after] == [[]] * 3


def test_few_suggestions_are_not_kept(alice: User) -> None:
    assert recently_suggested_users(viewer=alice) == []
    newcomer = make_user("newcomer")
    assert [each.user for each in recently_suggested_users(viewer=alice)] == [newcomer]
