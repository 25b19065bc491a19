"""How often anybody may do what: `take` it before the work. The table is `core/limits/table.py`."""

from core.limits.counting import forget, give_back, take
from core.limits.errors import LimitedError
from core.limits.table import (
    API,
    API_ANONYMOUS,
    COMMENTS,
    FOLLOWS,
    MAILED_CODES,
    POSTS,
    REGISTER,
    SIGN_IN,
    SIGN_IN_FAILURES,
    UPLOADS,
    Limit,
)

__all__ = [
    "API",
    "API_ANONYMOUS",
    "COMMENTS",
    "FOLLOWS",
    "MAILED_CODES",
    "POSTS",
    "REGISTER",
    "SIGN_IN",
    "SIGN_IN_FAILURES",
    "UPLOADS",
    "Limit",
    "LimitedError",
    "forget",
    "give_back",
    "take",
]
