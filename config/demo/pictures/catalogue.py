"""Every kind of picture by name: what a seed shows, and the picture itself."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.scenes import (
    animals,
    facades,
    food,
    forests,
    inks,
    interiors,
    mountains,
    nights,
    patterns,
    plants,
    portraits,
    seas,
    skylines,
    still_lifes,
    vehicles,
    waters,
)
from config.demo.pictures.sketch import Sketch

_SKETCHERS: dict[str, Callable[[int, Random], Sketch]] = {
    "animals": animals.sketch,
    "facades": facades.sketch,
    "food": food.sketch,
    "forests": forests.sketch,
    "inks": inks.sketch,
    "interiors": interiors.sketch,
    "mountains": mountains.sketch,
    "nights": nights.sketch,
    "patterns": patterns.sketch,
    "plants": plants.sketch,
    "portraits": portraits.sketch,
    "seas": seas.sketch,
    "skylines": skylines.sketch,
    "still_lifes": still_lifes.sketch,
    "vehicles": vehicles.sketch,
    "waters": waters.sketch,
    "avatar": portraits.avatar_sketch,
}
KINDS = tuple(kind for kind in _SKETCHERS if kind != "avatar")

# Not 1080 across: encoding is most of the work, and it goes with the pixels.
PORTRAIT, SQUARE, LANDSCAPE = (864, 1080), (900, 900), (1080, 720)
SIZES = (PORTRAIT, SQUARE, PORTRAIT, LANDSCAPE)


@dataclass(frozen=True)
class Frame:
    """An order for one picture."""

    kind: str
    seed: int
    size: tuple[int, int]


def describe(kind: str, seed: int) -> Sketch:
    """What the picture will show; nothing is drawn."""
    return _SKETCHERS[kind](seed, Random(f"{kind}/{seed}"))


def draw(kind: str, seed: int, size: tuple[int, int]) -> Image.Image:
    """The same pixels each time for the same arguments."""
    sketch = describe(kind, seed)
    canvas = Canvas(size, Random(f"{kind}/{seed}/paint"))
    sketch.paint(canvas)
    return canvas.finish(sketch.film, sketch.grain)


def plan(count: int) -> list[Frame]:
    """A mixed order: all kinds in turn, and of each kind its compositions in turn."""
    return [
        Frame(KINDS[i % len(KINDS)], i // len(KINDS), SIZES[(i + i // len(KINDS)) % len(SIZES)])
        for i in range(count)
    ]


def avatar(seed: int) -> Image.Image:
    return draw("avatar", seed, (320, 320))
