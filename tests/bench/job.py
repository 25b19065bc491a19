"""What the load generator is given, and what it answers."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Job:
    """`requests` are sent in turn, each complete with its headers and body.

    For `seconds`, again from the beginning after the last; or, without seconds, each once.
    """

    socket: str
    requests: list[bytes]
    connections: int
    seconds: float | None = None


@dataclass
class Outcome:
    """`latencies` are seconds; `bodies` has the last answer to each request, by its number."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    bytes_received: int = 0
    bodies: dict[int, bytes] = field(default_factory=dict)
