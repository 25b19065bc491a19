"""The limits' headers, taken apart."""

import re
from typing import Any

from core.limits import Limit
from tests.responses import Response

ITEM = re.compile(
    r'"(?P<name>[a-z-]+)";(?P<first>[qr])=(?P<amount>\d+);(?P<second>[wt])=(?P<time>\d+)'
)


def policies(response: Any) -> dict[str, tuple[int, int]]:
    """Amount and window of each limit in the headers of the response."""
    return _items(response["RateLimit-Policy"], "q", "w")


def quotas(response: Any) -> dict[str, tuple[int, int]]:
    """What remains of each, and for how many seconds."""
    return _items(response["RateLimit"], "r", "t")


def remaining(response: Any, limit: Limit) -> int:
    assert policies(response)[limit.name] == (limit.amount, limit.window)
    left, seconds = quotas(response)[limit.name]
    assert 0 < seconds <= limit.window
    return left


def assert_refused(response: Response, limit: Limit) -> None:
    assert response.status_code == 429, response.content[:500]
    assert remaining(response, limit) == 0
    headers: Any = response
    assert int(headers["Retry-After"]) == quotas(response)[limit.name][1]


def _items(header: str, first: str, second: str) -> dict[str, tuple[int, int]]:
    found = {}
    for item in header.split(", "):
        parts = ITEM.fullmatch(item)
        assert parts, header
        assert (parts["first"], parts["second"]) == (first, second)
        found[parts["name"]] = (int(parts["amount"]), int(parts["time"]))
    return found
