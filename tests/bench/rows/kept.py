"""How much of what is read is kept: the bodies of posts."""

import random
from collections.abc import Iterable
from itertools import accumulate

from core.web.rendered import RenderedCache
from posts.serializers.bodies import CACHE
from tests.bench.figures import Figures, Row
from tests.bench.measuring import Bench

_PAGES, _PAGE_SIZE = 25_000, 20
_BODY = b"x" * 2_200  # as long as one of this world
_WEB_PROCESSES = 2


def kept_bodies(bench: Bench) -> Row:
    """The share of 500,000 reads that need no rendering, where the most popular post is read twice
    as often as the second, three times as often as the third, and so on (Zipf).

    In two processes with a cache of the size that posts have; `per_second` are reads.
    """
    caches = [RenderedCache("bench", max_bytes=CACHE.max_bytes) for _ in range(_WEB_PROCESSES)]
    rendered = 0

    def render(keys: list[str]) -> dict[str, bytes]:
        nonlocal rendered
        rendered += len(keys)
        return dict.fromkeys(keys, _BODY)

    spent = bench.programs.spent()
    for number, page in enumerate(_pages(bench.world.posts)):
        found = caches[number % _WEB_PROCESSES].get_many(page, render)
        assert found.keys() == set(page)
    cpu_ms, _ = spent()
    reads = _PAGES * _PAGE_SIZE
    return Row(
        "kept-bodies",
        1 - rendered / reads,
        None,
        measured=Figures(cpu_ms=cpu_ms / _PAGES, bytes=len(_BODY), requests=reads),
        floor=Figures(requests=rendered),
    )


def _pages(posts: int) -> Iterable[list[str]]:
    """The same for every run."""
    drawing = random.Random(posts)
    weights = list(accumulate(1 / rank for rank in range(1, posts + 1)))
    for _ in range(_PAGES):
        drawn = drawing.choices(range(posts), cum_weights=weights, k=_PAGE_SIZE)
        yield [str(each) for each in drawn]
