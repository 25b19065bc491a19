"""A cast that meets the limits at real routes."""

from dataclasses import dataclass
from time import time

from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from core import limits
from core.limits import Limit
from core.redis import durable
from posts.models import Post

HTMX = {"HX-Request": "true"}
# Another address for each try, where it is not the address that is counted.
OTHER_ADDRESSES = (f"198.51.{number // 250}.{number % 250}" for number in range(10_000))


@dataclass
class Cast:
    alice: User
    bob: User
    page: Client
    api: APIClient
    post: Post


def nearly_spend(limit: Limit, *, by: object, left: int = 2) -> None:
    """As many attempts as leave `left`, in one round trip: the list that RedisStore reads."""
    durable().rpush(limit.key(by), *[time()] * (limit.amount - left))
    quota = limits.peek(limit, by=by)
    assert quota is not None
    assert quota.remaining == left


def api_path(post: Post, what: str) -> str:
    return f"/api/v1/posts/{post.shortcode}/{what}"
