"""What all portraits share: how people are chosen, the grounds they stand before, their size."""

from collections.abc import Callable
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours
from config.demo.pictures.motifs.people import choose
from config.demo.pictures.sketch import Painter, Scene, Sketch, turn

_GROUNDS = (
    "f2c9a1 e08f62 c9573f",
    "a9c9c4 5f9a98 2f5f66",
    "f4d9d2 e0a3a0 b5677a",
    "d9cfe8 9a8ac0 5a4a86",
    "f3e3b8 e3b955 b5762f",
    "c4d6a8 86a36a 47664a",
    "cfdcea 7f9fc4 3f5f8f",
    "e8e0d4 bfae98 7a6a5a",
)


def portrait(
    subject: str, alt: str, mood: str = "calm", people: int = 1, film: str = "warm"
) -> Callable[[Painter], Scene]:
    """A scene of people met by chance; its painter gets the ground's colours and the people."""

    def of(paint: Painter) -> Scene:
        def sketch(take: int, rng: Random) -> Sketch:
            sitters = [choose(rng) for _ in range(people)]
            ground = colours(turn(_GROUNDS, take))
            words = alt.format(*(person.words for person in sitters))
            return Sketch(
                subject, mood, words, lambda canvas: paint(canvas, ground, *sitters), film
            )

        return sketch

    return of


def half_head(canvas: Canvas) -> float:
    return min(270.0, canvas.h * 0.23)
