"""Responses compared with the oracle: every function yields the differences."""

from collections.abc import Iterator

from tests.visibility.entry_points.base import (
    AUTHOR,
    EVERYONE,
    TAGGED,
    Count,
    Detail,
    EntryPoint,
    List,
    Response,
    Write,
)
from tests.visibility.entry_points.live import Live
from tests.visibility.rolled_back import rolled_back
from tests.visibility.samples import list_viewers, requests_at
from tests.visibility.world import Viewer, World, WorldPost


def wrong_details(entry_point: Detail, world: World) -> Iterator[str]:
    for viewer, each in requests_at(entry_point, world):
        response = entry_point.request(world, viewer, each)
        yield from leaked(response, world, viewer, each)
        allowed = {200, 286} if may(entry_point, world, viewer, each) else {403, 404}
        if not world.sees(viewer, each):
            allowed = {404}
        if entry_point.who != EVERYONE and not is_logged_in(world, viewer):
            if not response.is_refusal:
                yield f"{viewer.kind} {each.name}: {response.status}, should log in"
        elif response.status not in allowed and not is_stale(response, world, viewer):
            yield f"{viewer.kind} {each.name}: {response.status}, not {allowed}"
        elif (
            response.status in {200, 286}
            and entry_point.shows
            and each.name not in world.shown_in(response.text)
        ):
            yield f"{viewer.kind} {each.name}: shows nothing of it"


def wrong_writes(entry_point: Write, world: World) -> Iterator[str]:
    for viewer, each in requests_at(entry_point, world):
        with rolled_back() as written:
            response = entry_point.request(world, viewer, each)
        yield from leaked(response, world, viewer, each)
        if not is_logged_in(world, viewer):
            is_correct = response.is_refusal and not written
        elif not world.sees(viewer, each):
            is_correct = response.status == 404 and not written
        elif not may(entry_point, world, viewer, each):
            is_correct = response.status in entry_point.refusals and not written
        else:
            is_correct = response.status < 400 or (
                each.state not in entry_point.works_on and response.status < 500
            )
        if not is_correct:
            yield f"{viewer.kind} {each.name}: {response.status}, written {sorted(written)}"


def wrong_lists(entry_point: List, world: World) -> Iterator[str]:
    for viewer in list_viewers(entry_point, world):
        if entry_point.prepare:
            entry_point.prepare(world, viewer)
        response = entry_point.request(world, viewer)
        shown, expected = world.shown_in(response.text), entry_point.expects(world, viewer)
        if response.status >= 500:
            yield f"{viewer.kind}: {response.status}"
        if shown - expected:
            yield f"{viewer.kind} finds {sorted(shown - expected)}"
        if expected - shown:
            yield f"{viewer.kind} misses {sorted(expected - shown)} ({response.status})"


def wrong_counts(entry_point: Count, world: World) -> Iterator[str]:
    for viewer in list_viewers(entry_point, world):
        response = entry_point.request(world, viewer)
        number, expected = entry_point.read(response), entry_point.expects(world, viewer)
        if leaks := world.shown_in(response.text) - world.visible_to_viewer(viewer):
            yield f"{viewer.kind} finds {sorted(leaks)}"
        if number is not None and number != len(expected):
            yield f"{viewer.kind} counts {number}, not {len(expected)}"
        if number is None and expected:
            yield f"{viewer.kind} gets no count ({response.status})"


def wrong_live(entry_point: Live, world: World) -> Iterator[str]:
    for viewer, each in requests_at(entry_point, world):
        if viewer.user is None or not world.can_log_in(viewer):
            continue
        states = {"ready", *(entry_point.own_states if viewer.kind == "author" else ())}
        allowed = entry_point.rule(viewer.kind, world.account, each.audience, each.state)
        expected = allowed and each.state in states
        if entry_point.receives(viewer.user, each) != expected:
            yield f"{viewer.kind} {each.name}: should {'' if expected else 'not '}receive it"


def leaked(response: Response, world: World, viewer: Viewer, each: WorldPost) -> Iterator[str]:
    """Nothing in any response shows a post that the viewer may not see."""
    found = world.shown_in(response.text) - world.visible_to_viewer(viewer)
    if found:
        yield f"{viewer.kind} requested {each.name} and finds {sorted(found)} ({response.status})"


def may(entry_point: EntryPoint, world: World, viewer: Viewer, each: WorldPost) -> bool:
    is_author = viewer.kind == "author"
    fits = {AUTHOR: is_author, TAGGED: not is_author}.get(entry_point.who, True)
    return world.sees(viewer, each) and fits


def is_logged_in(world: World, viewer: Viewer) -> bool:
    return viewer.user is not None and world.can_log_in(viewer)


def is_stale(response: Response, world: World, viewer: Viewer) -> bool:
    """Refused because the viewer's session has ended."""
    return response.is_refusal and viewer.user is not None and not world.can_log_in(viewer)
