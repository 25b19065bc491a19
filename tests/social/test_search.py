"""Searching the lists of users: by the start of a username or of any word of a name."""

import unicodedata
from collections.abc import Callable
from typing import Literal
from urllib.parse import quote

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from social.models import Block, CloseFriend, Follow, FollowRequest, Mute
from tests.pages import Page

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true", "HX-Target": "people"}

API = {
    "followers": "/api/v1/users/alice/followers",
    "following": "/api/v1/users/alice/following",
    "requests": "/api/v1/follow-requests",
    "blocked": "/api/v1/users/me/blocked",
    "muted": "/api/v1/users/me/muted",
    "close": "/api/v1/users/me/close-friends",
}
PAGES = {
    "followers": "/alice/followers",
    "following": "/alice/following",
    "requests": "/follow-requests",
    "blocked": "/accounts/settings/blocked/",
    "muted": "/accounts/settings/muted/",
    "close": "/accounts/settings/close-friends/",
}
# Username and display name.
PEOPLE = {
    "anna.lena": "Anna-Lena Müller",
    "under_score": "Zoë O'Brien",
    "underxscore": "Percy 100%",
    "tolkien": "J.R.R. Tolkien",
    "masha": "Мария Ёлкина",
    "heidi": "<b>Heidi</b> & Peter",
    "site": "www.Example.org/Path",
    "joy": "😀 Joy 👩‍👩‍👧",
    "el": "Élan Vital",
    "nameless": "",
}


@pytest.fixture
def people() -> dict[str, User]:
    return {
        username: User.objects.create(username=username, display_name=name)
        for username, name in PEOPLE.items()
    }


def tie(kind: str, alice: User, person: User) -> None:
    rows: dict[str, Model] = {
        "followers": Follow(follower=person, following=alice),
        "following": Follow(follower=alice, following=person),
        "requests": FollowRequest(follower=person, following=alice),
        "blocked": Block(blocker=alice, blocked=person),
        "muted": Mute(muter=alice, muted=person),
        "close": CloseFriend(owner=alice, friend=person),
    }
    rows[kind].save(force_insert=True)


def names(response: object) -> set[str]:
    assert response.status_code == 200, response.content  # type: ignore[attr-defined]
    return {person["username"] for person in response.json()["results"]}  # type: ignore[attr-defined]


def rows(page: Page) -> set[str]:
    links = page.all("a", tabindex="-1", aria_hidden="true")
    return {link["href"].strip("/") for link in links} & set(PEOPLE)


@pytest.mark.parametrize("kind", API)
def test_every_list_is_searched_by_apps_and_on_its_page(
    kind: str, people: dict[str, User], alice: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    for person in people.values():
        tie(kind, alice, person)
    api, browser = api_of(alice), client_of(alice)
    assert names(api.get(API[kind], {"limit": 100})) == set(PEOPLE)
    assert names(api.get(API[kind], {"q": "TOLK"})) == {"tolkien"}
    assert rows(Page(browser.get(PAGES[kind]))) == set(PEOPLE)
    page = Page(browser.get(PAGES[kind], {"q": "tolk"}))
    assert rows(page) == {"tolkien"}
    assert page.one("input", name="q")["value"] == "tolk"
    part = Page(browser.get(PAGES[kind], {"q": "tolk"}, headers=HTMX))
    assert rows(part) == {"tolkien"}
    assert part.all("html") == part.all("input", name="q") == []
    assert "No results" in Page(browser.get(PAGES[kind], {"q": "zzz"})).text
    assert names(api.get(API[kind], {"q": "zzz"})) == set()


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("", set(PEOPLE)),
        ("   ", set(PEOPLE)),
        ("Ann", {"anna.lena"}),
        ("@anna", {"anna.lena"}),
        ("anna.l", {"anna.lena"}),
        ("na", {"nameless"}),
        ("lena", {"anna.lena"}),
        ("lena ann", {"anna.lena"}),
        ("anna-le", {"anna.lena"}),
        ("anna peter", set()),
        ("müll", {"anna.lena"}),
        ("MÜLL", {"anna.lena"}),
        ("under_", {"under_score"}),
        ("zoë", {"under_score"}),
        ("o'b", {"under_score"}),
        ("brien", {"under_score"}),
        ("tolk j", {"tolkien"}),
        ("j", {"tolkien", "joy"}),
        ("мари", {"masha"}),
        ("МАРИ", {"masha"}),
        ("ёлк", {"masha"}),
        ("heidi", {"heidi"}),
        ("PETER", {"heidi"}),
        ("exam", {"site"}),
        ("path", {"site"}),
        ("joy", {"joy"}),
        ("😀 jo", {"joy"}),
        ("élan", {"el"}),
        ("100", {"underxscore"}),
    ],
)
def test_search_results_match(
    q: str, found: set[str], people: dict[str, User], alice: User, api_of: ApiOf
) -> None:
    for person in people.values():
        tie("following", alice, person)
    assert names(api_of(alice).get(API["following"], {"q": q, "limit": "100"})) == found


@pytest.mark.parametrize(
    "q",
    [
        "jose", "JOSE", "José", "JOSÉ", "Jose\u0301", "josé garc", "GARCÍA", "lodz", "ŁÓDŹ",
        "strasse", "STRASSE", "Σίσυφος", "ΣΙΣ", "عربي", "김", "ｊｏｓｅ", "क्षमा",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_and_case_make_no_difference(
    q: str, form: Literal["NFC", "NFD"], alice: User, api_of: ApiOf
) -> None:
    name = "José García ŁÓDŹ Straße ΣΊΣΥΦΟΣ عَرَبِيّ 김치 क्षमा"
    name = unicodedata.normalize(form, name)
    tie("following", alice, User.objects.create(username="found", display_name=name))
    tie("following", alice, User.objects.create(username="other", display_name="Ose Arcía"))
    assert names(api_of(alice).get(API["following"], {"q": q})) == {"found"}


@pytest.mark.parametrize(
    "q",
    [
        "%", "_", "%%a", "\\", "'", '"', "''", "a'b\\'c", ":*", "a:*", "a:B", "&", "|", "!a", "!",
        "(", ")", "((", "<->", "a <-> b", "a & b", "a | b", "*", "--", "; drop table users", "\0",
        "a\0b", "😀", "👩‍👩‍👧", "\u202e", "\ud800", "ﬀ", "ß", "İ", "a" * 1000, "ü" * 1000,
        "a " * 500, "\u3316" * 1000, "\ufdfa" * 1000, "'" * 1000, "\\" * 1000, "1e5", "-5", "+1",
        "2.5.6", "a@b.c", "http://a/b", "&amp;", "<b>",
    ],
)  # fmt: skip
def test_nothing_typed_does_harm(
    q: str, people: dict[str, User], alice: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    for person in people.values():
        tie("following", alice, person)
    typed = quote(q, errors="surrogatepass")
    assert names(api_of(alice).get(f"{API['following']}?q={typed}")) < set(PEOPLE)
    response = client_of(alice).get(f"{PAGES['following']}?q={typed}")
    assert rows(Page(response)) < set(PEOPLE)


@pytest.mark.parametrize("q", ["\0", "\ud800"])
def test_invalid_text_finds_no_one(q: str, people: dict[str, User]) -> None:
    assert not User.objects.matching(q).exists()
    assert User.objects.matching("tolk").exists()


def test_a_search_goes_on_page_by_page(alice: User, api_of: ApiOf, client_of: ClientOf) -> None:
    for number in range(50):
        name = "Ann" if number % 2 else "Bob"
        person = User.objects.create(username=f"person{number:02}", display_name=name)
        tie("followers", alice, person)
    anns = {f"person{number:02}" for number in range(50) if number % 2}
    api = api_of(alice)
    first = api.get(API["followers"], {"q": "ann"})
    second = api.get(first.json()["next"])
    assert names(first) | names(second) == anns
    assert (len(names(first)), len(names(second))) == (20, 5)
    assert names(api.get(second.json()["previous"])) == names(first)
    browser = client_of(alice)
    page = Page(browser.get(PAGES["followers"], {"q": "ann"}))
    (more,) = [link["href"] for link in page.all("a") if "cursor=" in link["href"]]
    rest = Page(browser.get(more, headers=HTMX))
    people = [link["href"].strip("/") for link in rest.all("a", tabindex="-1")]
    assert len(people) == 5
    assert set(people) < anns


def test_a_search_finds_no_one_whom_the_list_hides(
    people: dict[str, User], alice: User, bob: User, api_of: ApiOf
) -> None:
    for person in people.values():
        tie("followers", alice, person)
    api = api_of(bob)
    assert names(api.get(API["followers"], {"q": "tolk"})) == {"tolkien"}
    Block.objects.create(blocker=people["tolkien"], blocked=bob)
    assert names(api.get(API["followers"], {"q": "tolk"})) == set()


@pytest.mark.parametrize("count", [1, 20])
@pytest.mark.parametrize("q", ["", "per", "zzz"])
@pytest.mark.parametrize("kind", API)
def test_a_search_costs_no_further_query(
    kind: str, q: str, count: int, alice: User, api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for number in range(count):
        tie(kind, alice, User.objects.create(username=f"person{number}"))
    api = api_of(alice)
    # session with viewer · (owner of the list, if it has one) · rows with users
    queries = 3 if kind in {"followers", "following"} else 2
    with django_assert_num_queries(queries):
        assert len(names(api.get(API[kind], {"q": q}))) == (0 if q == "zzz" else count)


def test_among_many_people_the_indexes_find_the_few(db: None) -> None:
    User.objects.bulk_create(
        User(username=f"person{number}", display_name=f"Name{number} Family{number % 7}")
        for number in range(20_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE users")
    plan = User.objects.matching("family1 name77").explain()
    assert "users_names" in plan
    assert "users_username" in plan
    assert "Seq Scan" not in plan
