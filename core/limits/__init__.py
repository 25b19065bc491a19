"""How often anybody may do what: `take` it before the work. The table is `core/limits/table.py`."""

from core.limits.counting import forget, give_back, take
from core.limits.errors import LimitedError
from core.limits.table import (
    ADDRESSES,
    API,
    API_ANONYMOUS,
    COMMENTS,
    EDITS,
    FOLLOWS,
    MAIL_REQUESTS,
    MAILED_CODES,
    POSTS,
    REACTIONS,
    REGISTER,
    SIGN_IN,
    SIGN_IN_FAILURES,
    UPLOADS,
    USERNAMES,
    Limit,
)

__all__ = [
    "ADDRESSES",
    "API",
    "API_ANONYMOUS",
    "COMMENTS",
    "EDITS",
    "FOLLOWS",
    "MAILED_CODES",
    "MAIL_REQUESTS",
    "POSTS",
    "REACTIONS",
    "REGISTER",
    "SIGN_IN",
    "SIGN_IN_FAILURES",
    "UPLOADS",
    "USERNAMES",
    "Limit",
    "LimitedError",
    "forget",
    "give_back",
    "take",
]
