"""Measuring something beside its floor: in turn, several times, the median of all."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import load
from tests.bench.figures import Figures, Row
from tests.bench.load import Load
from tests.bench.programs import Programs
from tests.bench.world import World


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


def beside(name: str, bench: Bench, measured: Stretch, floor: Stretch) -> Row:
    """The two in turn, so that whatever else the machine does meets both."""
    for each in (floor, measured):
        _one_round(bench, each)  # its caches are warm from here on
    rounds = range(bench.rounds)
    return Row.of_rounds(
        name, [(_one_round(bench, floor), _one_round(bench, measured)) for _ in rounds]
    )


def _one_round(bench: Bench, stretch: Stretch) -> Figures:
    requests = stretch.requests()
    spent = bench.programs.spent()
    sent = load.send(
        stretch.server, requests, seconds=stretch.seconds, connections=stretch.connections
    )
    stretch.settle()
    total, workers = spent()
    assert sent.statuses == Counter({stretch.status: sent.count}), _describe(sent)
    stretch.check(sent.bodies)
    return Figures(
        per_second=sent.count / sent.seconds,
        p50=sent.p50,
        p99=sent.p99,
        cpu_ms=(total - workers) / sent.count,
        worker_cpu_ms=workers / sent.count,
        client_cpu_ms=sent.client_cpu_ms,
        bytes=sent.body_bytes,
        requests=sent.count,
    )


def _describe(sent: Load) -> str:
    wrong = next(iter(sent.bodies.values()), b"")
    return f"answered {dict(sent.statuses)}, the first of them: {wrong[:300]!r}"
