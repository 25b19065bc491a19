"""Every entry point against the oracle: who may see a post finds it, others no trace of it."""

from inspect import getsource

import pytest

from posts.models import Post
from posts.selectors.counts import serialize_post_counts
from tests.factories import make_session
from tests.visibility import oracle
from tests.visibility.checks import (
    wrong_counts,
    wrong_details,
    wrong_lists,
    wrong_live,
    wrong_writes,
)
from tests.visibility.entry_points.base import Count, Detail, List, Write
from tests.visibility.entry_points.files import FILES
from tests.visibility.entry_points.lists import COUNTS, LISTS
from tests.visibility.entry_points.live import LIVE, Live
from tests.visibility.entry_points.posts import DETAILS
from tests.visibility.entry_points.writes import WRITES
from tests.visibility.world import World

# Each test runs in a savepoint within the transaction of its world.
pytestmark = pytest.mark.django_db


def test_the_oracle_is_at_most_thirty_lines() -> None:
    assert len(getsource(oracle.sees).splitlines()) <= 30


def test_the_rule_lets_through_what_the_oracle_does(world: World) -> None:
    """Every viewer and every post; the entry points need only show that they follow the rule."""
    for viewer in filter(world.can_log_in, world.viewers.values()):
        visible = set(Post.objects.visible_to(viewer.who).values_list("pk", flat=True))
        found = {each.name for each in world.posts if each.post.pk in visible}
        assert found == world.visible_to_viewer(viewer), viewer.kind


def test_the_watchers_of_a_post_receive_what_the_rule_lets_through(world: World) -> None:
    """All of them by one statement, which must not differ from the rule for each."""
    watchers = [each for each in world.viewers.values() if each.user and world.can_log_in(each)]
    sessions = {each.kind: make_session(each.user).pk for each in watchers if each.user}
    visible = {
        each.kind: set(Post.objects.visible_to(each.who).values_list("pk", flat=True))
        for each in watchers
    }
    for each in world.posts:
        event = {"type": "post.updated", "post_id": str(each.post.pk)}
        found = serialize_post_counts(sessions.values(), event)
        told = {kind for kind, session in sessions.items() if found[session]}
        assert told == {kind for kind, ids in visible.items() if each.post.pk in ids}, each.name


@pytest.mark.parametrize("entry_point", [*DETAILS, *FILES], ids=str)
def test_a_post_is_shown_to_those_who_may_see_it(entry_point: Detail, world: World) -> None:
    assert not (wrong := list(wrong_details(entry_point, world))), "\n".join(wrong)


@pytest.mark.parametrize("entry_point", WRITES, ids=str)
def test_a_post_is_changed_only_by_those_who_may(entry_point: Write, world: World) -> None:
    assert not (wrong := list(wrong_writes(entry_point, world))), "\n".join(wrong)


@pytest.mark.parametrize("entry_point", LISTS, ids=str)
def test_a_list_holds_what_its_viewer_may_see(entry_point: List, world: World) -> None:
    assert not (wrong := list(wrong_lists(entry_point, world))), "\n".join(wrong)


@pytest.mark.parametrize("entry_point", COUNTS, ids=str)
def test_a_count_includes_what_its_viewer_may_see(entry_point: Count, world: World) -> None:
    assert not (wrong := list(wrong_counts(entry_point, world))), "\n".join(wrong)


@pytest.mark.parametrize("entry_point", LIVE, ids=str)
def test_a_socket_receives_what_its_viewer_may_see(entry_point: Live, world: World) -> None:
    assert not (wrong := list(wrong_live(entry_point, world))), "\n".join(wrong)
