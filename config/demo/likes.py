"""Who likes which posts."""

from collections.abc import Sequence
from random import Random

from config.demo.audience import Audience
from config.demo.dates import reaction_age
from config.demo.plan import Comment, Like, Post


def plan_likes(
    rng: Random,
    posts: Sequence[Post],
    audience: Audience,
    appeals: Sequence[float],
    comments: Sequence[Comment],
) -> tuple[Like, ...]:
    commenters: list[set[str]] = [set() for _ in posts]
    for comment in comments:
        commenters[comment.post].add(comment.author)
    return tuple(
        Like(place, name, reaction_age(rng, post.age))
        for place, post in enumerate(posts)
        for name in audience.likers(rng, post, appeals[place], commenters[place])
    )
