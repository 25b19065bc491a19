"""Who posts what, and when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TypeVar

from config.demo.gallery import Gallery
from config.demo.graph import Graph
from config.demo.library import SEVERAL, Caption, topics
from config.demo.moments import FRESH, post_ages
from config.demo.people import DEMO
from config.demo.pictures import KINDS, Frame
from config.demo.plan import Person, Post

T = TypeVar("T")

# Pictures of a carousel: mostly two or three.
LENGTHS = (2, 3, 2, 3, 4, 2, 3, 5)
# Out of so many captions one is only an emoji, or nothing at all.
SHORT_EVERY = 14
# The demo account follows both, and is a close friend of the first.
NOT_FOR_ALL = {"maren.lindqvist": "close_friends", "theo.brandt": "followers"}
# What is seen first is drawn large; so large a share of all posts.
LARGE = 0.45


def write_posts(
    rng: Random, people: Sequence[Person], graph: Graph, count: int
) -> tuple[Post, ...]:
    captions = _choose(rng, count)
    authors = _assign(rng, captions, people)
    pairs = _shuffled(rng, list(zip(captions, authors, strict=True)))
    order = _mix(pairs, set(graph.following[DEMO]))
    gallery, ages = Gallery(), post_ages(rng, count)
    posts = [
        _post(rng, _hung(rng, gallery, item[0], large=place < LARGE * count), graph, *item, age)
        for place, (item, age) in enumerate(zip(order, ages, strict=True))
    ]
    for author, audience in NOT_FOR_ALL.items():
        _narrow(posts, author, audience)
    return tuple(posts)


def _narrow(posts: list[Post], author: str, audience: str) -> None:
    """One of an author's posts, the second newest, is not for everybody."""
    own = sorted((post for post in posts if post.author == author), key=lambda post: post.age)
    if len(own) > 2:
        posts[posts.index(own[1])] = replace(own[1], audience=audience)


def _choose(rng: Random, count: int) -> list[Caption]:
    """What somebody must have said, then carousels, then the rest, short ones among them."""
    everything = [caption for topic in topics().values() for caption in topic.captions]
    own = [caption for caption in everything if caption.by]
    several = _shuffled(rng, [c for c in everything if c.subject == SEVERAL and not c.by])
    single = _shuffled(rng, [c for c in everything if c.subject != SEVERAL and not c.by])
    chosen = [*own, *several[: count // 11]][:count]
    short = (_short(rng, KINDS[i % len(KINDS)]) for i in range(count))
    while len(chosen) < count:
        late = not single or len(chosen) % SHORT_EVERY == 0
        chosen.append(next(short) if late else single.pop())
    return chosen


def _short(rng: Random, kind: str) -> Caption:
    topic = topics()[kind]
    subject = rng.choice([c.subject for c in topic.captions if c.subject != SEVERAL])
    return Caption(kind, subject, rng.choice(topic.short))


def _assign(rng: Random, captions: Sequence[Caption], people: Sequence[Person]) -> list[str]:
    """To people who post such pictures, in proportion to their pace."""
    posted = {person.username: 0 for person in people}

    def turn(person: Person) -> float:
        return (posted[person.username] + rng.random()) / person.pace**2

    authors = []
    for caption in captions:
        able = [p for p in people if caption.kind in p.kinds and p.username != DEMO]
        author = caption.by or min(able, key=turn).username
        posted[author] += 1
        authors.append(author)
    return authors


def _mix(items: Sequence[tuple[Caption, str]], near: set[str]) -> list[tuple[Caption, str]]:
    """Newest first, neighbours unlike; what is fresh comes from those whom `demo` follows."""
    mixed: list[tuple[Caption, str]] = []
    waiting = list(items)
    while waiting:
        wanted = near if len(mixed) < len(FRESH) else None
        misfits = [_misfit(item, mixed[-5:], wanted) for item in waiting]
        mixed.append(waiting.pop(misfits.index(min(misfits))))
    return mixed


def _misfit(
    item: tuple[Caption, str], before: Sequence[tuple[Caption, str]], wanted: set[str] | None
) -> int:
    caption, author = item
    return (
        (author in {other for _, other in before})
        + (caption.kind in {other.kind for other, _ in before[-4:]})
        + (wanted is not None and author not in wanted)
    )


def _hung(rng: Random, gallery: Gallery, caption: Caption, *, large: bool) -> tuple[Frame, ...]:
    if caption.subject == SEVERAL:
        return gallery.hang_several(caption, rng.choice(LENGTHS), large=large)
    return gallery.hang(caption, large=large)


def _post(
    rng: Random,
    frames: tuple[Frame, ...],
    graph: Graph,
    caption: Caption,
    author: str,
    age: timedelta,
) -> Post:
    friend = rng.choice(graph.following[author])
    return Post(
        author=author,
        caption=caption.text.replace("{friend}", f"@{friend}"),
        place=caption.place or _place(rng, caption),
        subject=caption.subject,
        frames=frames,
        thread=caption.thread,
        age=age,
    )


def _place(rng: Random, caption: Caption) -> str:
    places = topics()[caption.kind].places_of(caption.subject)
    return rng.choice(places) if places and rng.random() < 0.45 else ""


def _shuffled(rng: Random, items: Sequence[T]) -> list[T]:
    return rng.sample(items, len(items))
