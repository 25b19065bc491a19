"""No response to another viewer contains a word that only a private account uses."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from tests.visibility.canary import PEOPLE, Hidden, make_hidden, new_word
from tests.visibility.conftest import files
from tests.visibility.entry_points.base import PARAMETER
from tests.visibility.matrix import NO_ONE, OWN_PEOPLE, ROUTES
from tests.visibility.rolled_back import rolled_back

pytestmark = pytest.mark.django_db

# Not stored: not even the owner finds it again.
NOT_STORED = {"name of a file"}
# These name people the viewer follows; the home page also suggests people they follow.
OWN_LISTS = {"/", *(f"/{row.route}" for row in ROUTES if row.shows == OWN_PEOPLE)}
# To whom the viewer could send it.
OFFERS_OWN_PEOPLE = "/direct/share/"
HX = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def hidden(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Hidden]:
    """In a transaction that is rolled back: every test must leave it as it was."""
    with django_db_blocker.unblock(), files(), rolled_back():
        yield make_hidden()


@pytest.fixture
def is_complete(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("long"))


def test_the_owner_finds_every_canary(hidden: Hidden, is_complete: bool) -> None:
    found: set[str] = set()
    owner = hidden.owner.username
    for _route, path, client in requests_of(hidden, owner, is_complete=is_complete):
        found |= hidden.found_in(text_of(client.get(path)))
    assert set(hidden.words) - found == NOT_STORED


@pytest.mark.parametrize("viewer", ["anonymous", "the_outsider", "the_blocked"])
def test_no_other_viewer_finds_a_canary(viewer: str, hidden: Hidden, is_complete: bool) -> None:
    leaks, with_variants = [], set()
    for route, path, client in requests_of(hidden, viewer, is_complete=is_complete):
        answer = client.get(path)
        leaks += [f"{path} ({answer.status_code}): {leaked(hidden, path, text_of(answer))}"]
        if answer.status_code == 200 and (is_complete or route not in with_variants):
            with_variants.add(route)
            leaks += variants_of(hidden, client, path)
    wrong = [leak for leak in leaks if not leak.endswith("set()")]
    assert not wrong, "\n".join(wrong)


def variants_of(hidden: Hidden, client: Client, path: str) -> Iterator[str]:
    """As an HTMX request, with a comment's id and a return path; and with a guess at a word, where
    a search term is read at all."""
    path += f"?reply={hidden.values['comment_id'][0]}&collections=&order=top&next=/p/nothing/"
    unused = new_word()
    with CaptureQueriesContext(connection) as queries:
        # A search term may be repeated in the response, as often as any other word.
        echo = text_of(client.get(f"{path}&q={unused}"))
    yield f"{path}&q={unused}: {leaked(hidden, path, echo) or set()}"
    yield f"{path} HTMX: {leaked(hidden, path, text_of(client.get(path, headers=HX))) or set()}"
    if unused not in echo and not any(unused in each["sql"] for each in queries.captured_queries):
        return
    yield f"{path}: {leaked(hidden, path, text_of(client.get(path))) or set()}"
    for what in ("caption", "follower"):
        guess = hidden.words[what]
        text = text_of(client.get(f"{path}&q={guess}"))
        found = leaked(hidden, path, text)
        if text.count(guess) == echo.count(unused):
            found -= {what}
        yield f"{path}&q={guess}: {found or set()}"


def leaked(hidden: Hidden, path: str, text: str) -> set[str]:
    """The words found, but for those in the path and names in the viewer's own lists."""
    is_own = path.partition("?")[0] in OWN_LISTS or path.startswith(OFFERS_OWN_PEOPLE)
    known = set(PEOPLE) if is_own else set()
    found = hidden.found_in(text) - known
    return {what for what in found if hidden.words[what] not in path}


def requests_of(
    hidden: Hidden, viewer: str, *, is_complete: bool
) -> Iterator[tuple[str, str, Client]]:
    """Every route that can be read, with every value of each parameter.

    With all combinations of them if `is_complete`; else every post by its shortcode or its id.
    """
    browser, app = hidden.clients[viewer]
    for turn, row in enumerate(ROUTES):
        if row.reads == NO_ONE:
            continue
        names = PARAMETER.findall(row.route)
        keys = ["file" if row.route.startswith("media/") else name for name in names]
        values = [hidden.values[key] for key in keys]
        if keys[:1] == ["key"] and not is_complete:
            pairs = enumerate(zip(values[0][::2], values[0][1::2], strict=True), turn)
            values[0] = [pair[number % 2] for number, pair in pairs]
        for each in product(*values) if is_complete else side_by_side(values):
            path = "/" + PARAMETER.sub("{}", row.route).format(*each)
            yield row.route, path, app if row.route.startswith("api/") else browser


def side_by_side(values: list[list[Any]]) -> Iterator[tuple[Any, ...]]:
    """Every value once or more, the shorter lists over and over."""
    length = max((len(each) for each in values), default=1)
    for place in range(length):
        yield tuple(each[place % len(each)] for each in values)


def text_of(answer: Any) -> str:
    """Status line, headers, cookies and body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    body = answer.getvalue().decode(errors="replace")
    return f"{answer.status_code} {answer.reason_phrase}\n{headers}\n{answer.cookies}\n{body}"
