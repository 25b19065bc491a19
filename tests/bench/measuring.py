"""Measuring something beside its floor: in turn, several times, the median of all."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench import load
from tests.bench.load import Load
from tests.bench.programs import Programs
from tests.bench.world import World

# Whose processor time belongs to a request; that of workers is their own.
_WORKERS = ("fanout", "media", "mail", "beat")


@dataclass(frozen=True)
class Bench:
    """What every row measures with."""

    programs: Programs
    world: World
    rounds: int
    seconds: float
    """How long each stretch of load is."""


@dataclass(frozen=True)
class Stretch:
    """A load that is repeated. Each call of `requests` gives those of one round."""

    server: Path
    requests: Callable[[], Sequence[bytes]]
    check: Callable[[Mapping[int, bytes]], None]
    """Gets the answers' bodies by the number of their request; raises where one is wrong."""
    status: int = 200
    seconds: float | None = None
    """Without it each request is sent once."""
    connections: int = load.CONNECTIONS
    settle: Callable[[], None] = lambda: None
    """Waits until the work that the requests left behind is done."""


@dataclass(frozen=True)
class Figures:
    """Medians of all rounds. Times in milliseconds, processor time for each request."""

    per_second: float
    p50: float
    p99: float
    cpu_ms: float
    worker_cpu_ms: float
    client_cpu_ms: float
    bytes: float
    requests: int
    """In one round."""


@dataclass(frozen=True)
class Row:
    """A measurement and its floor: 1 is as fast as the floor, 0.5 takes twice as long.

    `ratio` compares how many are done in a second, `cpu_ratio` the processor time.
    """

    name: str
    ratio: float
    cpu_ratio: float
    measured: Figures
    floor: Figures


def beside(name: str, bench: Bench, measured: Stretch, floor: Stretch) -> Row:
    """The two in turn, so that whatever else the machine does meets both."""
    for each in (floor, measured):
        _one_round(bench, each)  # its caches are warm from here on
    pairs = [(_one_round(bench, floor), _one_round(bench, measured)) for _ in range(bench.rounds)]
    return Row(
        name,
        ratio=median(ours.per_second / bare.per_second for bare, ours in pairs),
        cpu_ratio=median(bare.cpu_ms / ours.cpu_ms for bare, ours in pairs),
        measured=_medians([ours for _, ours in pairs]),
        floor=_medians([bare for bare, _ in pairs]),
    )


def _one_round(bench: Bench, stretch: Stretch) -> Figures:
    requests = stretch.requests()
    before = bench.programs.cpu()
    sent = load.send(
        stretch.server, requests, seconds=stretch.seconds, connections=stretch.connections
    )
    stretch.settle()
    after = bench.programs.cpu()
    assert sent.statuses == Counter({stretch.status: sent.count}), _describe(sent)
    stretch.check(sent.bodies)
    spent = {name: (after[name] - before.get(name, 0.0)) * 1000 / sent.count for name in after}
    return _figures(sent, spent)


def _figures(sent: Load, spent: Mapping[str, float]) -> Figures:
    workers = sum(spent.get(name, 0.0) for name in _WORKERS)
    return Figures(
        per_second=sent.count / sent.seconds,
        p50=sent.p50,
        p99=sent.p99,
        cpu_ms=sum(spent.values()) - workers,
        worker_cpu_ms=workers,
        client_cpu_ms=sent.client_cpu_ms,
        bytes=sent.body_bytes,
        requests=sent.count,
    )


def _medians(rounds: Sequence[Figures]) -> Figures:
    names = Figures.__dataclass_fields__
    return Figures(**{name: median(getattr(each, name) for each in rounds) for name in names})


def _describe(sent: Load) -> str:
    wrong = next(iter(sent.bodies.values()), b"")
    return f"answered {dict(sent.statuses)}, the first of them: {wrong[:300]!r}"
