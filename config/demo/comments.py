"""Conversations under the posts."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from random import Random

from config.demo.audience import Audience
from config.demo.dates import conversation_ages
from config.demo.plan import Comment, Post
from config.demo.texts import SEVERAL, Thread, general_threads, single_remarks, topics

MAX_COMMENTS_PER_POST = 14


class CommentPlanner:
    """Takes the texts that were used least often so far."""

    def __init__(self, rng: Random, audience: Audience, posts: int) -> None:
        self._rng = rng
        self._audience = audience
        # Three times in a community of the usual size.
        self._max_uses = 1 + posts // 120
        self._uses: Counter[Thread] = Counter()

    def comments_under(self, place: int, post: Post, appeal: float) -> list[Comment]:
        """One conversation after the other, since comments are shown in the order of time."""
        threads = _at_most(MAX_COMMENTS_PER_POST, self._threads(post, appeal))
        ages = conversation_ages(self._rng, post.age, [len(thread) for thread in threads])
        comments: list[Comment] = []
        for thread, moments in zip(threads, ages, strict=True):
            commenters = {comment.author for comment in comments}
            comments += self._thread(place, post, thread, moments, but=commenters)
        return comments

    def _threads(self, post: Post, appeal: float) -> list[Thread]:
        """The post's own conversation if it has one; more the better it is liked."""
        rng, topic = self._rng, topics()[post.kind]
        own = [post.thread] if post.thread else []
        many = min(3, int(rng.expovariate(1) * (0.9 + 2.2 * appeal)))
        longer = [] if post.thread else self._pick(topic.threads_on(post.subject), many)
        wanted = min(6, int(rng.expovariate(1) * (0.8 + 3.4 * appeal)))
        # A carousel shows several subjects, a remark may mean another one.
        fitting = 0 if post.subject == SEVERAL else rng.randint(0, wanted)
        remarks = self._pick(single_remarks(topic.remarks_on(post.subject)), fitting)
        anything = [each for each in general_threads() if not each[0].startswith(post.author)]
        remarks += self._pick(anything, wanted - fitting)
        others = longer + remarks
        return own + rng.sample(others, len(others))

    def _pick(self, threads: Sequence[Thread], count: int) -> list[Thread]:
        unused = [thread for thread in threads if self._uses[thread] < self._max_uses]
        fresh = sorted(unused, key=lambda thread: (self._uses[thread], self._rng.random()))
        self._uses.update(fresh[:count])
        return fresh[:count]

    def _thread(
        self, place: int, post: Post, thread: Thread, ages: Sequence[timedelta], *, but: set[str]
    ) -> list[Comment]:
        others = self._audience.commenters(self._rng, post, 3, but)
        cast = {"a": post.author, **{str(i + 1): name for i, name in enumerate(others)}}
        names = {role: f"@{name}" for role, name in cast.items()}
        lines = [line.partition(": ") for line in thread]
        return [
            Comment(
                place,
                author := cast.get(role, role),
                _with_names(text, names),
                age,
                is_reply=turn > 0,
                likers=self._audience.comment_likers(self._rng, post, author),
            )
            for turn, ((role, _, text), age) in enumerate(zip(lines, ages, strict=True))
        ]


def _at_most(limit: int, threads: Sequence[Thread]) -> list[Thread]:
    """Whole conversations only."""
    kept: list[Thread] = []
    for thread in threads:
        if sum(map(len, kept)) + len(thread) <= limit:
            kept.append(thread)
    return kept


def _with_names(text: str, names: dict[str, str]) -> str:
    for role, name in names.items():
        text = text.replace(f"{{{role}}}", name)
    return text
