"""Searching the lists of users: by the start of a username or of any word of a name."""

import unicodedata
from collections.abc import Callable, Iterable
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
from tests.factories import make_crowd, make_users
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
def people(db: None) -> dict[str, User]:
    User.objects.bulk_create(User(username=name, display_name=PEOPLE[name]) for name in PEOPLE)
    people: dict[str, User] = User.objects.in_bulk(PEOPLE, field_name="username")
    return people


def tie(kind: str, alice: User, people: Iterable[User]) -> None:
    """Put users into a list of alice."""
    model: type[Model]
    model, mine, theirs = {
        "followers": (Follow, "following", "follower"),
        "following": (Follow, "follower", "following"),
        "requests": (FollowRequest, "following", "follower"),
        "blocked": (Block, "blocker", "blocked"),
        "muted": (Mute, "muter", "muted"),
        "close": (CloseFriend, "owner", "friend"),
    }[kind]
    rows = [model(**{mine: alice, theirs: person}) for person in people]
    model._default_manager.bulk_create(rows)


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
    tie(kind, alice, people.values())
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
    tie("following", alice, people.values())
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
    found = User.objects.create(username="found", display_name=name)
    other = User.objects.create(username="other", display_name="Ose Arcía")
    tie("following", alice, [found, other])
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
    tie("following", alice, people.values())
    typed = quote(q, errors="surrogatepass")
    assert names(api_of(alice).get(f"{API['following']}?q={typed}")) < set(PEOPLE)
    response = client_of(alice).get(f"{PAGES['following']}?q={typed}")
    assert rows(Page(response)) < set(PEOPLE)


@pytest.mark.parametrize("q", ["\0", "\ud800"])
def test_invalid_text_finds_no_one(q: str, people: dict[str, User]) -> None:
    assert not User.objects.matching(q).exists()
    assert User.objects.matching("tolk").exists()


def test_a_search_goes_on_page_by_page(alice: User, api_of: ApiOf, client_of: ClientOf) -> None:
    people = make_users((f"person{number}" for number in range(50)), display_name="Bob")
    User.objects.filter(pk__in=[person.pk for person in people[1::2]]).update(display_name="Ann")
    tie("followers", alice, people)
    anns = {person.username for person in people[1::2]}
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
    shown = [link["href"].strip("/") for link in rest.all("a", tabindex="-1")]
    assert len(shown) == 5
    assert set(shown) < anns


def test_a_search_finds_no_one_whom_the_list_hides(
    people: dict[str, User], alice: User, bob: User, api_of: ApiOf
) -> None:
    tie("followers", alice, people.values())
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
    tie(kind, alice, make_users(f"person{number}" for number in range(count)))
    api = api_of(alice)
    # session with viewer · (owner of the list, if it has one) · rows with users
    queries = 3 if kind in {"followers", "following"} else 2
    with django_assert_num_queries(queries):
        assert len(names(api.get(API[kind], {"q": q}))) == (0 if q == "zzz" else count)


def test_among_many_people_the_indexes_find_the_few(db: None) -> None:
    make_crowd(20_000, display_name="'Name' || n || ' Family' || mod(n, 7)")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE users")
    plan = User.objects.matching("family1 name77").explain()
    assert "users_names" in plan
    assert "users_username" in plan
    assert "Seq Scan" not in plan
