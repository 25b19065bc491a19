"""How much of what anybody may do: the one table. The code counts by it and the answers tell it;
docs/limits.md shows it, and a test compares the two."""

from dataclasses import dataclass, field
from enum import StrEnum

from limits import RateLimitItem, RateLimitItemPerSecond

MINUTE, HOUR = 60, 3600


class By(StrEnum):
    """Whose tries are counted together."""

    USER = "person"
    ACCOUNT = "account"
    NETWORK = "IP address"
    EMAIL = "e-mail address"


@dataclass(frozen=True)
class Limit:
    """`amount` in any `window` seconds.

    `doors` are `METHOD /route` as the URL table has them: there the answer tells how one stands
    also when something else was wrong before the count.
    """

    name: str
    amount: int
    window: int
    by: By
    guards: str
    doors: tuple[str, ...] = ()
    # Kept in PostgreSQL: exact also while Redis is away.
    is_exact: bool = False
    item: RateLimitItem = field(init=False)

    def __post_init__(self) -> None:
        item = RateLimitItemPerSecond(self.amount, self.window, namespace=self.name)
        object.__setattr__(self, "item", item)


SIGN_IN_DOORS = (
    "POST /accounts/login/",
    "POST /accounts/login/code/enter/",
    "POST /accounts/login/passkey/",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/login/code/confirm",
)

SIGN_IN_FAILURES = Limit(
    "sign-in-failures",
    5,
    15 * MINUTE,
    By.ACCOUNT,
    "wrong passwords and wrong second factors",
    is_exact=True,
)
SIGN_IN = Limit(
    "sign-in", 25, 5 * MINUTE, By.NETWORK, "attempts to sign in", SIGN_IN_DOORS, is_exact=True
)
REGISTER = Limit(
    "register",
    5,
    30 * MINUTE,
    By.NETWORK,
    "new accounts",
    ("POST /accounts/signup/", "POST /api/v1/auth/register"),
)
USERNAMES = Limit("usernames", 60, MINUTE, By.NETWORK, "names tried while signing up")
MAILED_CODES = Limit(
    "mailed-codes", 5, 30 * MINUTE, By.EMAIL, "password resets and other codes by mail"
)
MAIL_REQUESTS = Limit(
    "mail-requests",
    30,
    5 * MINUTE,
    By.NETWORK,
    "password resets and codes to sign in asked for, of whomever",
    (
        "POST /accounts/login/code/",
        "POST /accounts/password/reset/",
        "POST /api/v1/auth/login/code",
        "POST /api/v1/auth/password/reset",
    ),
)
ADDRESSES = Limit(
    "addresses", 10, 24 * HOUR, By.USER, "mails to an address that is still to be verified"
)
POSTS = Limit("posts", 300, 3 * HOUR, By.USER, "posts", ("POST /create", "POST /api/v1/posts"))
COMMENTS = Limit(
    "comments",
    60,
    10 * MINUTE,
    By.USER,
    "comments",
    ("POST /p/<slug:key>/comments", "POST /api/v1/posts/<slug:key>/comments"),
)
FOLLOWS = Limit(
    "follows",
    400,
    24 * HOUR,
    By.USER,
    "people followed",
    ("POST /<str:username>/follow", "POST /api/v1/users/<str:username>/follow"),
)
REACTIONS = Limit(
    "reactions",
    1000,
    60 * MINUTE,
    By.USER,
    "likes, posts saved and hashtags followed",
    (
        "POST /p/<slug:key>/like",
        "POST /p/<slug:key>/save",
        "POST /p/<slug:key>/comments/<uuid:comment_id>/like",
        "POST /tags/<str:name>/follow",
        "POST /api/v1/posts/<slug:key>/like",
        "POST /api/v1/posts/<slug:key>/save",
        "POST /api/v1/comments/<uuid:comment_id>/like",
        "POST /api/v1/tags/<str:name>/follow",
    ),
)
EDITS = Limit(
    "edits",
    60,
    10 * MINUTE,
    By.USER,
    "changes of posts, and of the words that hide comments",
    (
        "POST /p/<slug:key>/edit",
        "POST /p/<slug:key>/options",
        "PATCH /api/v1/posts/<slug:key>",
        "POST /accounts/settings/comments-and-tags/",
        "PATCH /api/v1/users/me/author-settings",
    ),
)
UPLOADS = Limit(
    "uploads",
    60,
    30 * MINUTE,
    By.USER,
    "files uploaded",
    ("POST /create", "POST /create/media", "POST /api/v1/media", "POST /api/v1/posts"),
)
API = Limit("api", 1500, 5 * MINUTE, By.USER, "calls of the API with a token")
API_ANONYMOUS = Limit(
    "api-anonymous", 300, 5 * MINUTE, By.NETWORK, "calls of the API without a good token"
)

TABLE = (
    SIGN_IN_FAILURES,
    SIGN_IN,
    REGISTER,
    USERNAMES,
    MAILED_CODES,
    MAIL_REQUESTS,
    ADDRESSES,
    POSTS,
    COMMENTS,
    FOLLOWS,
    REACTIONS,
    EDITS,
    UPLOADS,
    API,
    API_ANONYMOUS,
)


def limits_at(door: str) -> list[Limit]:
    """The rows that guard `METHOD /route`."""
    return [limit for limit in TABLE if door in limit.doors]
