"""No answer to anybody outside has a word in it that stands in something private alone."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client

from tests.visibility.canary import PEOPLE, Hidden, make_hidden, new_word
from tests.visibility.conftest import files
from tests.visibility.doors import PARAMETER
from tests.visibility.matrix import NOBODY, OWN_PEOPLE, ROUTES

pytestmark = pytest.mark.django_db

# Kept by nobody: not even the owner finds it again.
FORGOTTEN = {"name of a file"}
# With the home page, which suggests people: whom one follows oneself follows them.
OWN_LISTS = {"/", *(f"/{row.route}" for row in ROUTES if row.shows == OWN_PEOPLE)}
HX = {"HX-Request": "true"}


@pytest.fixture
def hidden() -> Iterator[Hidden]:
    with files():
        yield make_hidden()


def test_the_owner_finds_every_word_somewhere(hidden: Hidden) -> None:
    found: set[str] = set()
    for path, client in questions(hidden, hidden.owner.username):
        found |= hidden.found_in(said(client.get(path)))
    assert set(hidden.words) - found == FORGOTTEN


@pytest.mark.parametrize("asker", ["anonymous", "the_outsider", "the_blocked"])
def test_nobody_outside_finds_one(asker: str, hidden: Hidden) -> None:
    leaks = []
    for path, client in questions(hidden, asker):
        answer = client.get(path)
        leaks += [f"{path} ({answer.status_code}): {leaked(hidden, path, said(answer))}"]
        if answer.status_code == 200:
            leaks += asked_further(hidden, client, path)
    wrong = [leak for leak in leaks if not leak.endswith("set()")]
    assert not wrong, "\n".join(wrong)


def asked_further(hidden: Hidden, client: Client, path: str) -> Iterator[str]:
    """As a part of a page, with the id of a comment and a way back; and with a guess at a word."""
    further = f"?reply={hidden.values['comment_id'][0]}&shelves=&order=top&next=/p/nothing/"
    for more in ({}, HX):
        found = leaked(hidden, path, said(client.get(path + further, headers=more)))
        yield f"{path}{further} {more}: {found or set()}"
    nothing = new_word()
    # What the asker said themselves may be said back, as often as any other word.
    echo = said(client.get(f"{path}?q={nothing}"))
    for what in ("caption", "follower"):
        guess = hidden.words[what]
        text = said(client.get(f"{path}?q={guess}"))
        found = leaked(hidden, path, text)
        if text.count(guess) == echo.count(nothing):
            found -= {what}
        yield f"{path}?q={guess}: {found or set()}"


def leaked(hidden: Hidden, path: str, text: str) -> set[str]:
    """What the asker did not bring along, nor has in lists of their own: they follow the people."""
    known = set(PEOPLE) if path in OWN_LISTS else set()
    found = hidden.found_in(text) - known
    return {what for what in found if hidden.words[what] not in path}


def questions(hidden: Hidden, asker: str) -> Iterator[tuple[str, Client]]:
    """Every address that can be read, with all that could stand in it."""
    browser, app = hidden.askers[asker]
    for row in ROUTES:
        if row.reads == NOBODY:
            continue
        names = PARAMETER.findall(row.route)
        keys = ["file" if row.route.startswith("media/") else name for name in names]
        for values in product(*(hidden.values[key] for key in keys)):
            path = "/" + PARAMETER.sub("{}", row.route).format(*values)
            yield path, app if row.route.startswith("api/") else browser


def said(answer: Any) -> str:
    """Status line, headers, cookies and body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    body = answer.content.decode(errors="replace")
    return f"{answer.status_code} {answer.reason_phrase}\n{headers}\n{answer.cookies}\n{body}"
