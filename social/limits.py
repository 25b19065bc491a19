"""The rate limits of the graph."""

from core.limits import HOUR, By, Limit

FOLLOWS = Limit(
    "follows",
    400,
    24 * HOUR,
    By.USER,
    "follows",
    ("POST /<str:username>/follow", "POST /api/v1/users/<str:username>/follow"),
)

LIMITS = (FOLLOWS,)
