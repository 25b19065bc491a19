"""Who reacts to whose posts: followers, and now and then a passer-by."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from random import Random

from config.demo.graph import Graph
from config.demo.plan import Person, Post

# Not every follower has seen a post that is younger.
SEEN_AFTER = timedelta(hours=14)


def appeal_of(rng: Random, post: Post) -> float:
    """The share of followers who like it: few posts are liked by nearly all of them."""
    seen = min(1.0, 0.15 + post.age / SEEN_AFTER)
    share = min(0.97, 0.46 * rng.lognormvariate(0, 0.75))
    return max(0.4 if post.thread else 0.05, share) * seen


class Audience:
    def __init__(self, people: Sequence[Person], graph: Graph) -> None:
        self._people = [person.username for person in people]
        self._graph = graph

    def likers(
        self, rng: Random, post: Post, appeal: float, commenters: Collection[str]
    ) -> list[str]:
        """Most commenters like the post, too."""
        followers = set(self._graph.followers.get(post.author, []))

        def chance(name: str) -> float:
            return 0.7 if name in commenters else appeal * (1 if name in followers else 0.14)

        others = [name for name in self._people if name != post.author]
        return [name for name in others if rng.random() < chance(name)]

    def commenters(self, rng: Random, post: Post, count: int, but: Collection[str]) -> list[str]:
        """Followers first; none of `but`, who have commented already."""
        silent = [name for name in self._people if name not in {post.author, *but}]
        followers = set(self._graph.followers.get(post.author, []))
        near = [name for name in silent if name in followers]
        far = [name for name in silent if name not in followers]
        return (rng.sample(near, len(near)) + rng.sample(far, len(far)))[:count]

    def comment_likers(self, rng: Random, post: Post, commenter: str) -> tuple[str, ...]:
        """The author of the post now and then, and a few readers."""
        readers = [name for name in self._people if name not in {post.author, commenter}]
        few = rng.sample(readers, min(len(readers), int(rng.expovariate(0.9))))
        polite = post.author != commenter and rng.random() < 0.4
        return (post.author, *few) if polite else tuple(few)
