"""When things happen: posts over two months, reactions soon after, nothing in the future."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

OLDEST = timedelta(days=60)
# Ages of the newest posts, in minutes: at the first login something has just happened.
FRESH = (4, 16, 38, 71, 118, 167, 236, 318)


def post_ages(rng: Random, count: int) -> list[timedelta]:
    """Newest first, and denser towards the present."""
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
    return post - _within(post, delay, rng)


def conversation_ages(
    rng: Random, post: timedelta, lengths: Sequence[int]
) -> list[list[timedelta]]:
    """Of each line of conversations of these lengths: in order, after the post and before now."""
    delay, delays = timedelta(0), []
    for length in lengths:
        delay += timedelta(hours=rng.expovariate(1 / 4))
        delays.append([delay := delay + _pause(rng) for _ in range(length)])
    squeeze = min(1.0, post * rng.uniform(0.6, 0.95) / delay) if delay else 1.0
    return [[post - each * squeeze for each in moments] for moments in delays]


def _pause(rng: Random) -> timedelta:
    return timedelta(minutes=1 + rng.expovariate(1 / 25))


def _within(post: timedelta, delay: timedelta, rng: Random) -> timedelta:
    return delay if delay < post else post * rng.uniform(0.05, 0.98)
