"""Mountains that stand together."""

from random import Random

from config.demo.pictures.brush.colour import rgb
from config.demo.pictures.motifs.massif import Peak

ROCK = rgb("6b6a75")


def peaks(rng: Random, floor: float) -> list[Peak]:
    x = rng.uniform(280, 800)
    side = -1 if x > 540 else 1
    top = floor * rng.uniform(0.18, 0.32)
    main = Peak(x, top, floor, x - rng.uniform(330, 760), x + rng.uniform(330, 760))
    reach = rng.uniform(330, 480)
    lower = floor - (floor - top) * rng.uniform(0.5, 0.78)
    second = Peak(x + side * reach, lower, floor, x + side * reach - 420, x + side * reach + 420)
    return [second, main] if rng.random() < 0.75 else [main]
