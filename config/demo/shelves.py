"""What the demo account keeps for later."""

from collections.abc import Sequence
from random import Random

from config.demo.people import DEMO
from config.demo.plan import Post, Shelf

# A name, what is put there, and how much of it.
SHELVES = (
    ("To cook", {"food"}, 7),
    ("Places to go", {"mountains", "seas", "facades", "skylines"}, 11),
    ("For the living room", {"interiors", "patterns", "inks"}, 6),
)


def keep(rng: Random, posts: Sequence[Post]) -> tuple[Shelf, ...]:
    """Some of what others have posted, on shelves."""
    return tuple(
        Shelf(name, tuple(sorted(rng.sample(fitting, min(many, len(fitting))))))
        for name, kinds, many in SHELVES
        if (
            fitting := [
                place
                for place, post in enumerate(posts)
                if post.kind in kinds and post.author != DEMO
            ]
        )
    )
