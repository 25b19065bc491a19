"""Likes and conversations under the posts."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from random import Random

from config.demo.graph import Graph
from config.demo.library import SEVERAL, Thread, general_remarks, topics
from config.demo.moments import reaction_age, thread_ages
from config.demo.plan import Comment, Like, Person, Post

MOST_COMMENTS = 14
# Posts younger than this have not been seen by everybody yet.
SEEN_AFTER = timedelta(hours=14)


class Audience:
    """Who reacts to whose posts: followers, and now and then somebody passing by."""

    def __init__(self, people: Sequence[Person], graph: Graph) -> None:
        self._people = [person.username for person in people]
        self._graph = graph

    def likers(self, rng: Random, post: Post, appeal: float) -> list[str]:
        followers = set(self._graph.followers.get(post.author, []))
        return [
            name
            for name in self._people
            if name != post.author and rng.random() < appeal * (1 if name in followers else 0.14)
        ]

    def speakers(self, rng: Random, post: Post, count: int) -> list[str]:
        followers = self._graph.followers.get(post.author, [])
        near = rng.sample(followers, min(count, len(followers)))
        strangers = [name for name in self._people if name not in {post.author, *near}]
        return near + rng.sample(strangers, count - len(near))


def appeal_of(rng: Random, post: Post) -> float:
    """The share of followers who like it: few posts are liked by nearly everybody."""
    seen = min(1.0, 0.15 + post.age / SEEN_AFTER)
    return min(0.97, 0.46 * rng.lognormvariate(0, 0.75)) * seen


def like_all(
    rng: Random, posts: Sequence[Post], audience: Audience, appeals: Sequence[float]
) -> tuple[Like, ...]:
    return tuple(
        Like(place, name, reaction_age(rng, post.age))
        for place, post in enumerate(posts)
        for name in audience.likers(rng, post, appeals[place])
    )


class Conversations:
    """Hands out what was said least often so far."""

    def __init__(self, rng: Random, audience: Audience, posts: int) -> None:
        self._rng = rng
        self._audience = audience
        # Three times in a community of the usual size.
        self._most = 1 + posts // 120
        self._said: Counter[Thread] = Counter()

    def under(self, place: int, post: Post, appeal: float) -> list[Comment]:
        comments: list[Comment] = []
        for thread in self._threads(post, appeal):
            if len(comments) + len(thread) <= MOST_COMMENTS:
                comments += self._speak(place, post, thread)
        return comments

    def _threads(self, post: Post, appeal: float) -> list[Thread]:
        """The post's own conversation if it has one; more the better it is liked."""
        rng, topic = self._rng, topics()[post.kind]
        own = [post.thread] if post.thread else []
        many = min(3, int(rng.expovariate(1) * (0.9 + 2.2 * appeal)))
        longer = [] if post.thread else self._pick(topic.threads_on(post.subject), many)
        wanted = min(6, int(rng.expovariate(1) * (0.8 + 3.4 * appeal)))
        about = tuple(("1: " + remark,) for remark in topic.remarks)
        general = tuple(("1: " + remark,) for remark in general_remarks())
        # A carousel shows several subjects, a remark may mean another one.
        mine = 0 if post.subject == SEVERAL else rng.randint(0, wanted)
        return own + longer + self._pick(about, mine) + self._pick(general, wanted - mine)

    def _pick(self, threads: Sequence[Thread], count: int) -> list[Thread]:
        able = [thread for thread in threads if self._said[thread] < self._most]
        fresh = sorted(able, key=lambda thread: (self._said[thread], self._rng.random()))
        self._said.update(fresh[:count])
        return fresh[:count]

    def _speak(self, place: int, post: Post, thread: Thread) -> list[Comment]:
        others = self._audience.speakers(self._rng, post, 3)
        cast = {"a": post.author, **{str(i + 1): name for i, name in enumerate(others)}}
        names = {role: f"@{name}" for role, name in cast.items()}
        ages = thread_ages(self._rng, post.age, thread)
        return [
            Comment(place, cast.get(role, role), _filled(text, names), age)
            for (role, _, text), age in zip(
                (line.partition(": ") for line in thread), ages, strict=True
            )
        ]


def _filled(text: str, names: dict[str, str]) -> str:
    for role, name in names.items():
        text = text.replace(f"{{{role}}}", name)
    return text
