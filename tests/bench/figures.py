"""What was measured, and what that is of its floor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from statistics import median


@dataclass(frozen=True)
class Figures:
    """Times in milliseconds, processor time for each request. None is what a row does not have."""

    per_second: float | None = None
    p50: float | None = None
    p99: float | None = None
    cpu_ms: float | None = None
    worker_cpu_ms: float | None = None
    """What the workers did later."""
    client_cpu_ms: float | None = None
    """What the load generator took of the same cores."""
    bytes: float | None = None
    requests: float | None = None
    """In one round."""


Pair = tuple[Figures, Figures]
"""The floor, and what it is beside, of one round."""


@dataclass(frozen=True)
class Row:
    """A measurement and its floor: 1 is as fast as the floor, 0.5 takes twice as long.

    `ratio` compares how many are done in a second, `cpu_ratio` the processor time.
    """

    name: str
    ratio: float | None
    cpu_ratio: float | None
    measured: Figures
    floor: Figures

    @classmethod
    def of_rounds(cls, name: str, pairs: Sequence[Pair]) -> "Row":
        """The medians of all rounds, also of what each reached of its own floor."""
        return cls(
            name,
            ratio=_median(pairs, lambda bare, ours: _share(ours.per_second, bare.per_second)),
            cpu_ratio=_median(pairs, lambda bare, ours: _share(bare.cpu_ms, ours.cpu_ms)),
            measured=_medians([ours for _, ours in pairs]),
            floor=_medians([bare for bare, _ in pairs]),
        )


def _share(part: float | None, whole: float | None) -> float | None:
    """None as well for what took less than can be measured."""
    return part / whole if part is not None and whole else None


def _median(pairs: Sequence[Pair], of: Callable[[Figures, Figures], float | None]) -> float | None:
    return _known_median([of(bare, ours) for bare, ours in pairs])


def _medians(rounds: Sequence[Figures]) -> Figures:
    names = [field.name for field in fields(Figures)]
    return Figures(
        **{name: _known_median([getattr(each, name) for each in rounds]) for name in names}
    )


def _known_median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
