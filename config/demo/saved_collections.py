"""What the demo account saves, and in which collections."""

from collections.abc import Sequence
from random import Random

from config.demo.people import DEMO
from config.demo.plan import Post, SavedCollection

# Name, kinds of pictures, and how many posts.
COLLECTIONS = (
    ("To cook", {"food"}, 7),
    ("Places to go", {"mountains", "seas", "facades", "skylines"}, 11),
    ("For the living room", {"interiors", "patterns", "inks"}, 6),
)


def plan_collections(rng: Random, posts: Sequence[Post]) -> tuple[SavedCollection, ...]:
    """Some of what others have posted, no subject twice in a collection."""
    filled = [(name, _some(rng, posts, kinds, count)) for name, kinds, count in COLLECTIONS]
    return tuple(SavedCollection(name, places) for name, places in filled if places)


def _some(rng: Random, posts: Sequence[Post], kinds: set[str], count: int) -> tuple[int, ...]:
    by_subject = {
        (post.kind, post.subject): place
        for place, post in enumerate(posts)
        if post.kind in kinds and post.author != DEMO
    }
    fitting = list(by_subject.values())
    return tuple(sorted(rng.sample(fitting, min(count, len(fitting)))))
