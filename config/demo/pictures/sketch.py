"""A composition: the words for what it shows at once, the picture when asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.motifs import hours
from config.demo.pictures.motifs.hours import Hour

T = TypeVar("T")
Painter = Callable[..., None]


@dataclass(frozen=True)
class Sketch:
    subject: str
    mood: str
    alt: str
    paint: Callable[[Canvas], None]
    film: str = "warm"
    grain: int = 8


Scene = Callable[[int, Random], Sketch]
"""From the how-manieth take of a composition, and chance, to what it will show."""


def outdoors(
    subject: str, alt: str, choices: Sequence[Hour] = hours.ALL, *more: Sequence[object]
) -> Callable[[Painter], Scene]:
    """A scene whose light, mood and film are those of an hour, which its words name."""
    words = alt + ", {0.name}"
    return scene(subject, words, choices, *more, mood="{0.name}", film="{0.film}")


def scene(
    subject: str,
    alt: str,
    *choices: Sequence[object],
    mood: str = "quiet",
    film: str = "warm",
    grain: int = 8,
) -> Callable[[Painter], Scene]:
    """Makes a painter a scene: each take goes one further in every list of choices.

    The painter gets what was chosen; `alt`, `mood` and `film` may name it, as in `{0.name}`.
    """

    def of(paint: Painter) -> Scene:
        def sketch(take: int, _rng: Random) -> Sketch:
            chosen = [turn(options, take) for options in choices]
            words = [text.format(*chosen) for text in (mood, alt, film)]
            return Sketch(subject, words[0], words[1], _with(paint, chosen), words[2], grain)

        return sketch

    return of


def turn(options: Sequence[T], take: int) -> T:
    return options[take % len(options)]


def _with(paint: Painter, chosen: list[object]) -> Callable[[Canvas], None]:
    return lambda canvas: paint(canvas, *chosen)
