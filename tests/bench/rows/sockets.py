"""Live events: from a like to the last of 100 who look at the post."""

import asyncio
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Protocol

from websockets.asyncio.client import ClientConnection

from accounts.models import User
from posts.models import Post
from tests.bench import load
from tests.bench.figures import Figures, Row
from tests.bench.measuring import Bench
from tests.bench.rows.connecting import connect
from tests.bench.viewers import VIEWERS, app_headers, viewers

_EVENTS = 4  # in a round
_PAUSE = 1.1  # a post's counts may be sent once in a second: no event waits for the one before
_PATIENCE = 60.0


class Source(Protocol):
    """Of events that all of its watchers get."""

    async def emit(self) -> None:
        """Returns when the event is on its way, and its cause answered."""

    async def arrive(self, watcher: ClientConnection) -> None:
        """Returns when the watcher has the event that is emitted now."""


def sockets(bench: Bench) -> Row:
    """`p50` is how long the last one waits after the like was answered. Processor time is for one
    delivery, with its part of the like and of the workers; `per_second` are deliveries."""
    bench.programs.workers()
    people = viewers(bench.world)
    post = Post.objects.order_by("-id")[0]
    first = VIEWERS + 1
    others = [bench.world.user_id(first + number) for number in range(_EVENTS * bench.rounds)]
    likers = list(User.objects.filter(pk__in=others))
    path = f"/api/v1/posts/{post.pk}/like"
    likes = [load.json_request(path, {}, headers) for headers in app_headers(likers)]
    liked = LikedPost(bench.programs.web(), str(post.pk), post.likes_count, iter(likes))
    return asyncio.run(_measure(bench, liked, app_headers(people)))


@dataclass
class LikedPost:
    web: Path
    post_id: str
    likes: int
    requests: Iterator[bytes]

    async def watch(self, watcher: ClientConnection) -> None:
        """Returns when the watcher is subscribed: the counts as of now come after that."""
        subscribe = {"type": "subscribe", "posts": [self.post_id], "catch_up": True}
        await watcher.send(json.dumps(subscribe))
        await self.arrive(watcher)

    async def emit(self) -> None:
        self.likes += 1
        await asyncio.to_thread(load.ask, self.web, next(self.requests))

    async def arrive(self, watcher: ClientConnection) -> None:
        while True:
            event = json.loads(await watcher.recv())
            if event["type"] == "post.updated" and event["likes_count"] == self.likes:
                return


@dataclass
class Group:
    """The bare group, in which one speaks."""

    speaker: ClientConnection

    async def emit(self) -> None:
        await self.speaker.send("{}")

    async def arrive(self, watcher: ClientConnection) -> None:
        await watcher.recv()


async def _measure(bench: Bench, liked: LikedPost, headers: Sequence[Mapping[str, str]]) -> Row:
    async with AsyncExitStack() as stack:
        live, floor = bench.programs.live(), bench.programs.live_floor()
        watchers = [await connect(stack, live, number, h) for number, h in enumerate(headers)]
        echoes = [await connect(stack, floor, number, {}) for number in range(len(headers))]
        for watcher in watchers:
            await liked.watch(watcher)
        pairs = [
            (
                await _one_round(bench, Group(echoes[0]), echoes),
                await _one_round(bench, liked, watchers),
            )
            for _ in range(bench.rounds)
        ]
    return Row.of_rounds("sockets", pairs)


async def _one_round(bench: Bench, source: Source, watchers: Sequence[ClientConnection]) -> Figures:
    spent = bench.programs.spent()
    waits = []
    for _ in range(_EVENTS):
        arriving = asyncio.gather(*[source.arrive(watcher) for watcher in watchers])
        await source.emit()
        began = time.perf_counter()
        await asyncio.wait_for(arriving, _PATIENCE)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(_PAUSE)
    bench.programs.wait_for_workers()
    total, _ = spent()
    seconds = median(waits)
    return Figures(
        per_second=len(watchers) / seconds,
        p50=seconds * 1000,
        cpu_ms=total / (_EVENTS * len(watchers)),
        requests=_EVENTS,
    )
