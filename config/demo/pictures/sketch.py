"""What a family hands out for a seed: the words at once, the picture when asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .brush.canvas import Canvas

T = TypeVar("T")


@dataclass(frozen=True)
class Sketch:
    subject: str
    mood: str
    alt: str
    paint: Callable[[Canvas], None]
    film: str = "warm"
    grain: int = 8


def turn(options: Sequence[T], seed: int, compositions: int) -> T:
    """A palette for a seed, such that equal compositions get different ones in turn."""
    return options[(seed % compositions * 3 + seed // compositions) % len(options)]
