"""The demo community as a plan: the same for the same seed."""

from random import Random

from config.demo.audience import Audience, appeal_of
from config.demo.comments import CommentPlanner
from config.demo.graph import plan_follows, plan_graph
from config.demo.likes import plan_likes
from config.demo.people import plan_people
from config.demo.plan import Community
from config.demo.posts import plan_posts
from config.demo.saved_collections import plan_collections

POSTS = 308


def build_community(seed: int = 1, *, posts: int = POSTS) -> Community:
    rng = Random(seed)
    people = plan_people(rng)
    graph = plan_graph(rng, people)
    planned = plan_posts(rng, people, graph, posts)
    audience = Audience(people, graph)
    appeals = [appeal_of(rng, post) for post in planned]
    planner = CommentPlanner(rng, audience, posts)
    comments = [
        comment
        for place, post in enumerate(planned)
        for comment in planner.comments_under(place, post, appeals[place])
    ]
    return Community(
        people=people,
        follows=plan_follows(rng, people, graph),
        posts=planned,
        comments=tuple(comments),
        likes=plan_likes(rng, planned, audience, appeals, comments),
        collections=plan_collections(rng, planned),
    )
