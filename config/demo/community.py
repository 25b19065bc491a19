"""The demo community, thought up: the same for the same seed."""

from random import Random

from config.demo.audience import Audience, appeal_of
from config.demo.graph import connect, follows
from config.demo.people import gather
from config.demo.plan import Community
from config.demo.posts import write_posts
from config.demo.shelves import keep
from config.demo.talk import Conversations, like_all

POSTS = 308


def build_community(seed: int = 1, *, posts: int = POSTS) -> Community:
    rng = Random(seed)
    people = gather(rng)
    graph = connect(rng, people)
    written = write_posts(rng, people, graph, posts)
    audience = Audience(people, graph)
    appeals = [appeal_of(rng, post) for post in written]
    talk = Conversations(rng, audience, posts)
    comments = [
        comment
        for place, post in enumerate(written)
        for comment in talk.under(place, post, appeals[place])
    ]
    return Community(
        people=people,
        follows=follows(rng, people, graph),
        posts=written,
        comments=tuple(comments),
        likes=like_all(rng, written, audience, appeals, comments),
        shelves=keep(rng, written),
    )
