"""When things happen: posts over two months, reactions soon after, nothing in the future."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

OLDEST = timedelta(days=60)
# The newest posts, in minutes: whoever signs in first finds the place alive.
FRESH = (4, 16, 38, 71, 118, 167, 236, 318)


def post_ages(rng: Random, count: int) -> list[timedelta]:
    """Newest first; denser towards the present."""
    fresh = [timedelta(minutes=minutes) for minutes in FRESH[:count]]
    since = timedelta(minutes=FRESH[-1])
    rest = [
        since + (OLDEST - since) * (0.002 + 0.998 * rng.random() ** 1.4)
        for _ in range(count - len(fresh))
    ]
    return fresh + sorted(rest)


def reaction_age(rng: Random, post: timedelta) -> timedelta:
    """Most within a day of the post, a few much later."""
    delay = timedelta(hours=rng.expovariate(1 / 9))
    return post - _inside(post, delay, rng)


def thread_ages(rng: Random, post: timedelta, lines: Sequence[str]) -> list[timedelta]:
    """One after the other, all of them after the post and before now."""
    delays = [timedelta(hours=rng.expovariate(1 / 5))]
    for _ in lines[1:]:
        delays.append(delays[-1] + timedelta(minutes=2 + rng.expovariate(1 / 50)))
    if delays[-1] >= post:
        squeeze = post * rng.uniform(0.6, 0.95) / delays[-1]
        delays = [delay * squeeze for delay in delays]
    return [post - delay for delay in delays]


def _inside(post: timedelta, delay: timedelta, rng: Random) -> timedelta:
    return delay if delay < post else post * rng.uniform(0.05, 0.98)
