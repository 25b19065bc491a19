"""Direct messages over two web processes: between two people, and into a group of 100."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import ClassVar
from uuid import uuid4

from websockets.asyncio.client import ClientConnection

from tests.bench.figures import Figures, Row
from tests.bench.measuring import Bench
from tests.bench.rows.connecting import connect
from tests.bench.usage import resident_bytes
from tests.bench.viewers import VIEWERS, app_headers, viewers
from tests.factories import make_conversation

_MESSAGES = 20  # in a round
_PROCESSES = ("", "-2")
_PATIENCE = 120.0
# Of a process that has answered nobody yet, more than sockets takes memory.
_FIRST = 4


@dataclass
class Echoes:
    """The bare group: what one socket says, all get."""

    program: ClassVar[str] = "floor-live"
    sockets: list[ClientConnection] = field(default_factory=list)

    async def say(self, number: int, word: str) -> None:
        await self.sockets[number].send(word)

    def word(self, frame: str) -> str | None:
        """What was said, in a frame that arrives; None for any other frame."""
        return frame


@dataclass
class Members:
    """Of a conversation, at their sockets."""

    program: ClassVar[str] = "live"
    conversation_id: str
    sockets: list[ClientConnection] = field(default_factory=list)

    async def say(self, number: int, word: str) -> None:
        ids = {"conversation_id": self.conversation_id, "client_id": uuid4().hex}
        await self.sockets[number].send(json.dumps({"type": "message.send", "text": word, **ids}))

    def word(self, frame: str) -> str | None:
        """As of `Echoes`. Who sent it has it by the answer."""
        event = json.loads(frame)
        is_message = event["type"] in {"message.new", "message.ack"}
        return event["message"]["text"] if is_message else None


Side = Echoes | Members
Round = Callable[[Side], Awaitable[Figures]]


def message(bench: Bench) -> Row:
    """Between two, each on a process of their own, one message at a time. `p50` is from sending it
    until both have it, `per_second` how many that are."""
    return _row("message", bench, people=2, one_round=_in_turn)


def messages(bench: Bench) -> Row:
    """Twenty at once into a group of 100, until all have all. `per_second` are deliveries, `bytes`
    is the memory of an idle socket."""
    return _row("messages", bench, people=VIEWERS, one_round=_at_once)


def _row(name: str, bench: Bench, *, people: int, one_round: Round) -> Row:
    bench.programs.workers()
    users = viewers(bench.world)[:people]
    members = Members(str(make_conversation(*users, title=name).pk))
    return asyncio.run(_measure(name, bench, members, app_headers(users), one_round))


async def _measure(
    name: str, bench: Bench, members: Members, headers: Sequence[Mapping[str, str]], one: Round
) -> Row:
    async with AsyncExitStack() as stack:
        echoes = Echoes()
        ours = await _open(stack, bench, members, headers)
        bare = await _open(stack, bench, echoes, [{} for _ in headers])
        for side in (echoes, members):
            await _counted(bench, side, one)  # its caches are warm from here on
        pairs = [
            (
                replace(await _counted(bench, echoes, one), bytes=bare),
                replace(await _counted(bench, members, one), bytes=ours),
            )
            for _ in range(bench.rounds)
        ]
    return Row.of_rounds(name, pairs)


async def _open(
    stack: AsyncExitStack, bench: Bench, side: Side, headers: Sequence[Mapping[str, str]]
) -> float | None:
    """Open a socket for each of the headers, by turns on the processes: what one takes of their
    memory, where there are many."""
    serve = bench.programs.live if side.program == "live" else bench.programs.live_floor
    places: list[Path] = [serve(suffix) for suffix in _PROCESSES]
    before = 0
    for number, each in enumerate(headers):
        if number == _FIRST:
            before = await _memory(bench, side)
        place = places[number % len(places)]
        side.sockets.append(await connect(stack, place, number, each))
    more = len(headers) - _FIRST
    return (await _memory(bench, side) - before) / more if more > 0 else None


async def _memory(bench: Bench, side: Side) -> int:
    """Of both processes, once they have nothing to do with new sockets any more."""
    await asyncio.sleep(2)
    pids = [bench.programs.pid(f"{side.program}{suffix}") for suffix in _PROCESSES]
    return sum(resident_bytes(pid) for pid in pids)


async def _counted(bench: Bench, side: Side, one_round: Round) -> Figures:
    spent = bench.programs.spent()
    figures = await asyncio.wait_for(one_round(side), _PATIENCE)
    await asyncio.to_thread(bench.programs.wait_for_workers)
    total, _ = spent()
    deliveries = _MESSAGES * len(side.sockets)
    return replace(figures, cpu_ms=total / deliveries, requests=_MESSAGES)


async def _in_turn(side: Side) -> Figures:
    waits = []
    for number in range(_MESSAGES):
        began = time.perf_counter()
        await _say(side, [number])
        waits.append(time.perf_counter() - began)
    return Figures(per_second=_MESSAGES / sum(waits), p50=median(waits) * 1000)


async def _at_once(side: Side) -> Figures:
    began = time.perf_counter()
    await _say(side, range(_MESSAGES))
    seconds = time.perf_counter() - began
    deliveries = _MESSAGES * len(side.sockets)
    return Figures(per_second=deliveries / seconds, p50=seconds * 1000)


async def _say(side: Side, numbers: Sequence[int]) -> None:
    """A word from the socket of each number; returns when all sockets have all of them, once."""
    words = {number: uuid4().hex for number in numbers}
    arriving = [_arrive(side, socket, set(words.values())) for socket in side.sockets]
    size = len(side.sockets)
    saying = [side.say(number % size, word) for number, word in words.items()]
    await asyncio.gather(*arriving, *saying)


async def _arrive(side: Side, socket: ClientConnection, words: set[str]) -> None:
    while words:
        frame = await socket.recv()
        word = side.word(str(frame))
        if word is not None:
            words.remove(word)
