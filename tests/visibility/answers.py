"""What doors answer, compared with what the oracle says: every function yields what is wrong."""

from collections.abc import Iterator
from zlib import crc32

from tests.visibility.doors import ANYBODY, AUTHOR, TAGGED, Count, Detail, Door, List, Said, Write
from tests.visibility.doors_live import Live
from tests.visibility.oracle import AUDIENCES
from tests.visibility.undone import undone
from tests.visibility.world import Shown, Viewer, World

THOROUGHLY = {
    "get p/<slug:key>/card",
    "get api/v1/posts/<slug:key>",
    "get media/<path:key> cookie",
    "post api/v1/posts/<slug:key>/like",
}


def wrong_details(door: Detail, world: World) -> Iterator[str]:
    for viewer, each in asked(door, world):
        said = door.ask(world, viewer, each)
        yield from leaked(said, world, viewer, each)
        allowed = {200, 286} if may(door, world, viewer, each) else {403, 404}
        if not world.sees(viewer, each):
            allowed = {404}
        if door.who != ANYBODY and not is_signed_in(world, viewer):
            if not said.is_refusal:
                yield f"{viewer.kind} {each.name}: {said.status}, should sign in"
        elif said.status not in allowed and not is_stale(said, world, viewer):
            yield f"{viewer.kind} {each.name}: {said.status}, not {allowed}"
        elif (
            said.status in {200, 286} and door.shows and each.name not in world.shown_in(said.text)
        ):
            yield f"{viewer.kind} {each.name}: shows nothing of it"


def wrong_writes(door: Write, world: World) -> Iterator[str]:
    for viewer, each in asked(door, world):
        with undone() as wrote:
            said = door.ask(world, viewer, each)
        yield from leaked(said, world, viewer, each)
        if not is_signed_in(world, viewer):
            is_right = said.is_refusal and not wrote
        elif not world.sees(viewer, each):
            is_right = said.status == 404 and not wrote
        elif not may(door, world, viewer, each):
            is_right = said.status in door.refusals and not wrote
        else:
            is_right = said.status < 400 or (each.state not in door.works_on and said.status < 500)
        if not is_right:
            yield f"{viewer.kind} {each.name}: {said.status}, wrote {sorted(wrote)}"


def wrong_lists(door: List, world: World) -> Iterator[str]:
    for viewer in world.viewers.values():
        if door.prepare:
            door.prepare(world, viewer)
        said = door.ask(world, viewer)
        shown, expected = world.shown_in(said.text), door.expects(world, viewer)
        if said.status >= 500:
            yield f"{viewer.kind}: {said.status}"
        if shown - expected:
            yield f"{viewer.kind} finds {sorted(shown - expected)}"
        if expected - shown:
            yield f"{viewer.kind} misses {sorted(expected - shown)} ({said.status})"


def wrong_counts(door: Count, world: World) -> Iterator[str]:
    for viewer in world.viewers.values():
        said = door.ask(world, viewer)
        number, expected = door.read(said), door.expects(world, viewer)
        if leaks := world.shown_in(said.text) - world.seen_by(viewer):
            yield f"{viewer.kind} finds {sorted(leaks)}"
        if number is not None and number != len(expected):
            yield f"{viewer.kind} counts {number}, not {len(expected)}"
        if number is None and expected:
            yield f"{viewer.kind} is told nothing ({said.status})"


def wrong_live(door: Live, world: World) -> Iterator[str]:
    for viewer, each in asked(door, world):
        if viewer.user is None or not world.is_there_for(viewer):
            continue
        states = {"ready", *(door.own_states if viewer.kind == "author" else ())}
        allowed = door.rule(viewer.kind, world.account, each.audience, each.state)
        expected = allowed and each.state in states
        if door.receives(viewer.user, each) != expected:
            yield f"{viewer.kind} {each.name}: should {'' if expected else 'not '}be told"


def asked(door: Door | Live, world: World) -> Iterator[tuple[Viewer, Shown]]:
    """Who asks for which post. Everybody for everything at the doors that all others are built on.

    At the others: who sees most for everything, everybody for what is ready and for one other post,
    at each door another. To change something: of one audience, at each door another. Where the
    author is not there, the half for one post each.
    """
    turn = crc32(str(door).encode())
    for place, viewer in enumerate(world.viewers.values(), start=turn):
        sees_most = viewer.kind in {"author", "close_friend"}
        for number, each in enumerate(world.posts):
            is_their_turn = number == place % len(world.posts)
            if not world.is_open:
                if is_their_turn and place % 2:
                    yield viewer, each
                continue
            fits = AUDIENCES.index(each.audience) == place % len(AUDIENCES)
            is_telling = (each.state == "ready" or sees_most) and (
                fits or not isinstance(door, Write)
            )
            if is_their_turn or is_telling or is_thorough(door):
                yield viewer, each


def is_thorough(door: Door | Live) -> bool:
    return isinstance(door, Live) or str(door) in THOROUGHLY


def is_shown(each: Shown, world: World, said: Said) -> bool:
    return each.name in world.shown_in(said.text)


def leaked(said: Said, world: World, viewer: Viewer, each: Shown) -> Iterator[str]:
    """Whatever is answered, and to whatever question: nothing of what is not seen."""
    found = world.shown_in(said.text) - world.seen_by(viewer)
    if found:
        yield f"{viewer.kind} asked for {each.name} and finds {sorted(found)} ({said.status})"


def may(door: Door, world: World, viewer: Viewer, each: Shown) -> bool:
    is_author = viewer.kind == "author"
    fits = {AUTHOR: is_author, TAGGED: not is_author}.get(door.who, True)
    return world.sees(viewer, each) and fits


def is_signed_in(world: World, viewer: Viewer) -> bool:
    return viewer.user is not None and world.is_there_for(viewer)


def is_stale(said: Said, world: World, viewer: Viewer) -> bool:
    """Refused as somebody whose session was ended."""
    return said.is_refusal and viewer.user is not None and not world.is_there_for(viewer)
