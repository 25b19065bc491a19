"""Every kind of picture by name: what a seed shows, and the picture itself."""

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
from config.demo.pictures.scenes.portraits.plain import avatar as avatar_scene
from config.demo.pictures.sketch import Scene, Sketch

SCENES: dict[str, tuple[Scene, ...]] = {
    "animals": animals.SCENES,
    "facades": facades.SCENES,
    "food": food.SCENES,
    "forests": forests.SCENES,
    "inks": inks.SCENES,
    "interiors": interiors.SCENES,
    "mountains": mountains.SCENES,
    "nights": nights.SCENES,
    "patterns": patterns.SCENES,
    "plants": plants.SCENES,
    "portraits": portraits.SCENES,
    "seas": seas.SCENES,
    "skylines": skylines.SCENES,
    "still_lifes": still_lifes.SCENES,
    "vehicles": vehicles.SCENES,
    "waters": waters.SCENES,
    "avatar": (avatar_scene,),
}
KINDS = tuple(kind for kind in SCENES if kind != "avatar")

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
    """What the picture will show; nothing is drawn.

    Seeds that follow each other go through the kind's compositions in turn, and take other
    colours, hours and things with every round.
    """
    scenes = SCENES[kind]
    place, turns = seed % len(scenes), seed // len(scenes)
    return scenes[place](place * 3 + turns, Random(f"{kind}/{seed}"))


def draw(kind: str, seed: int, size: tuple[int, int]) -> Image.Image:
    """The same pixels each time for the same arguments."""
    sketch = describe(kind, seed)
    canvas = Canvas(size, Random(f"{kind}/{seed}/paint"))
    sketch.paint(canvas)
    return canvas.finish(sketch.film, sketch.grain)


def plan(count: int) -> list[Frame]:
    """A mixed order: all kinds in turn, and of each kind its compositions in turn."""
    rounds = [divmod(i, len(KINDS)) for i in range(count)]
    return [Frame(KINDS[i], n, SIZES[(i + n) % len(SIZES)]) for n, i in rounds]


def avatar(seed: int) -> Image.Image:
    """A drawn person; which one, and before which ground, is the seed's."""
    return draw("avatar", seed, (320, 320))
