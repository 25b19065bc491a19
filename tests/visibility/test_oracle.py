"""Every door against the oracle: whoever may see a post finds it, and nobody else a trace of it."""

from inspect import getsource

import pytest

from tests.visibility import oracle
from tests.visibility.answers import (
    wrong_counts,
    wrong_details,
    wrong_lists,
    wrong_live,
    wrong_writes,
)
from tests.visibility.doors import Count, Detail, List, Write
from tests.visibility.doors_files import FILES
from tests.visibility.doors_lists import COUNTS, LISTS
from tests.visibility.doors_live import LIVE, Live
from tests.visibility.doors_posts import DETAILS
from tests.visibility.doors_writes import WRITES
from tests.visibility.world import World

# Each test in a savepoint within the transaction of its world.
pytestmark = pytest.mark.django_db


def test_the_oracle_is_short_enough_to_be_right() -> None:
    assert len(getsource(oracle.sees).splitlines()) <= 30


@pytest.mark.parametrize("door", [*DETAILS, *FILES], ids=str)
def test_a_post_is_there_for_those_who_see_it(door: Detail, world: World) -> None:
    assert not (wrong := list(wrong_details(door, world))), "\n".join(wrong)


@pytest.mark.parametrize("door", WRITES, ids=str)
def test_something_is_done_to_a_post_by_those_who_may(door: Write, world: World) -> None:
    assert not (wrong := list(wrong_writes(door, world))), "\n".join(wrong)


@pytest.mark.parametrize("door", LISTS, ids=str)
def test_a_list_holds_what_its_reader_sees(door: List, world: World) -> None:
    assert not (wrong := list(wrong_lists(door, world))), "\n".join(wrong)


@pytest.mark.parametrize("door", COUNTS, ids=str)
def test_a_number_counts_what_its_reader_sees(door: Count, world: World) -> None:
    assert not (wrong := list(wrong_counts(door, world))), "\n".join(wrong)


@pytest.mark.parametrize("door", LIVE, ids=str)
def test_a_socket_is_told_what_its_viewer_sees(door: Live, world: World) -> None:
    assert not (wrong := list(wrong_live(door, world))), "\n".join(wrong)
