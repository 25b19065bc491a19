"""Who posts what, and when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from config.demo.dates import post_ages
from config.demo.graph import Graph
from config.demo.people import DEMO
from config.demo.picture_choice import PictureChooser
from config.demo.pictures import picture_kinds
from config.demo.plan import Draft, Person, Post
from config.demo.post_order import mixed
from config.demo.texts import ANY, SEVERAL, Caption, topics

# Everybody posts a picture once at most, so the pictures end some way above this.
MAX_POSTS = 700
# Out of so many captions one is only an emoji, or nothing at all.
SHORT_EVERY = 14
# The demo account follows both, and is a close friend of the first.
NARROWED_AUDIENCES = {"maren.lindqvist": "close_friends", "theo.brandt": "followers"}


def plan_posts(rng: Random, people: Sequence[Person], graph: Graph, count: int) -> tuple[Post, ...]:
    """Newest first."""
    drafts = _drafts(rng, _captions(rng, count), people)
    in_order = mixed(rng.sample(drafts, len(drafts)), followed={DEMO, *graph.following[DEMO]})
    posts = [
        _post(rng, graph, draft, age=age)
        for draft, age in zip(in_order, post_ages(rng, count), strict=True)
    ]
    for author, audience in NARROWED_AUDIENCES.items():
        _narrow(posts, author, audience)
    return tuple(posts)


def _captions(rng: Random, count: int) -> list[Caption]:
    """Those written for one author, then carousels, then the rest, short ones among them."""
    everything = [caption for topic in topics().values() for caption in topic.captions]
    own = [caption for caption in everything if caption.by]
    several = [each for each in everything if each.subject == SEVERAL and not each.by]
    single = [each for each in everything if each.subject != SEVERAL and not each.by]
    captions = [*own, *rng.sample(several, len(several))[: count // 11]][:count]
    rest = rng.sample(single, len(single))
    while len(captions) < count:
        is_short = not rest or len(captions) % SHORT_EVERY == 0
        captions.append(_short_caption(rng) if is_short else rest.pop())
    return captions


def _short_caption(rng: Random) -> Caption:
    kind = rng.choice(picture_kinds())
    return Caption(kind, ANY, rng.choice(topics()[kind].short))


def _drafts(rng: Random, captions: Sequence[Caption], people: Sequence[Person]) -> list[Draft]:
    """Captions go to people who post such pictures, in proportion to their pace."""
    chooser = PictureChooser(rng)
    counts = {person.username: 0 for person in people}

    def turn(person: Person) -> float:
        return (counts[person.username] + rng.random()) / person.pace**2

    drafts = []
    for caption in captions:
        able = [each for each in people if caption.kind in each.kinds and each.username != DEMO]
        authors = [caption.by] if caption.by else [each.username for each in sorted(able, key=turn)]
        draft = _draft(chooser, caption, authors)
        counts[draft.author] += 1
        drafts.append(draft)
    return drafts


def _draft(chooser: PictureChooser, caption: Caption, authors: Sequence[str]) -> Draft:
    """By the first of `authors` who has a picture for it left."""
    for author in authors:
        if pictures := chooser.choose(caption, author=author):
            return Draft(author, caption, pictures)
    raise LookupError(f"no picture is left for: {caption.text}")


def _post(rng: Random, graph: Graph, draft: Draft, *, age: timedelta) -> Post:
    caption, first = draft.caption, draft.pictures[0]
    subject = SEVERAL if caption.subject == SEVERAL else first.subject
    friend = rng.choice(graph.following[draft.author])
    return Post(
        author=draft.author,
        caption=caption.text.replace("{friend}", f"@{friend}"),
        place=caption.place or _place(rng, caption.kind, subject),
        subject=subject,
        pictures=draft.pictures,
        thread=caption.thread,
        age=age,
    )


def _place(rng: Random, kind: str, subject: str) -> str:
    places = topics()[kind].places_of(subject)
    return rng.choice(places) if places and rng.random() < 0.45 else ""


def _narrow(posts: list[Post], author: str, audience: str) -> None:
    """One of an author's posts, the second newest, is not public."""
    own = [post for post in posts if post.author == author]
    if len(own) > 2:
        posts[posts.index(own[1])] = replace(own[1], audience=audience)
