"""Rate limits: how often a user, an account or a network may do something.

Each app declares its limits in its `limits.py` and calls `hit(LIMIT, by=...)` before the work.
"""

from core.limits.errors import LimitedError
from core.limits.limit import HOUR, MINUTE, By, Limit
from core.limits.limiter import hit, peek, refund, reset
from core.limits.quota import Quota

__all__ = [
    "HOUR", "MINUTE", "By", "Limit", "LimitedError", "Quota", "hit", "peek", "refund", "reset",
]  # fmt: skip
