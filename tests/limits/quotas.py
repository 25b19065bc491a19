"""The limits' headers, taken apart."""

import re
from typing import Any

from core.limits import Limit
from tests.responses import Response

ITEM = re.compile(
    r'"(?P<name>[a-z-]+)";(?P<first>[qr])=(?P<amount>\d+);(?P<second>[wt])=(?P<time>\d+)'
)


def policies(answer: Any) -> dict[str, tuple[int, int]]:
    """Amount and window of each limit that the answer tells of."""
    return _items(answer["RateLimit-Policy"], "q", "w")


def quotas(answer: Any) -> dict[str, tuple[int, int]]:
    """What remains of each, and for how many seconds."""
    return _items(answer["RateLimit"], "r", "t")


def remaining(answer: Any, limit: Limit) -> int:
    assert policies(answer)[limit.name] == (limit.amount, limit.window)
    left, seconds = quotas(answer)[limit.name]
    assert 0 < seconds <= limit.window
    return left


def assert_refused(answer: Response, limit: Limit) -> None:
    assert answer.status_code == 429, answer.content[:500]
    assert remaining(answer, limit) == 0
    headers: Any = answer
    assert int(headers["Retry-After"]) == quotas(answer)[limit.name][1]


def _items(header: str, first: str, second: str) -> dict[str, tuple[int, int]]:
    found = {}
    for item in header.split(", "):
        parts = ITEM.fullmatch(item)
        assert parts, header
        assert (parts["first"], parts["second"]) == (first, second)
        found[parts["name"]] = (int(parts["amount"]), int(parts["time"]))
    return found
