from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, arc, at
from config.demo.pictures.scenes.facades.walls import SUNS
from config.demo.pictures.sketch import scene


@scene("arches", "Arches in {0[2]}, one within another, opening to the sea", SUNS, mood="sunny")
def arches(canvas: Canvas, palette: tuple[str, ...]) -> None:
    wall_codes, sky_codes, _ = palette
    rng = canvas.rng
    wall = colours(wall_codes)
    canvas.wash(colours(sky_codes))
    horizon = canvas.h * 0.62
    canvas.wash((mix(rgb("3f8fae"), wall[0], 0.3), rgb("3f8fae")), horizon, canvas.h * 0.72)
    canvas.glow(rng.uniform(400, 680), horizon - 120, 420, rgb("fff4d8"), 0.7)
    side = rng.choice((-1, 1))
    canvas.wash((wall[0], wall[1]), canvas.h * 0.72)
    for i in range(4):
        _portal(canvas, wall[min(i, 2)], tone(wall[3], 0.1 - i * 0.08), i, side)
    canvas.texture("stone", 0.12)


def _portal(canvas: Canvas, front: Colour, inner: Colour, i: int, side: int) -> None:
    """A wall with an arched opening, its thickness seen on one side."""
    middle = 540 + side * (40 - 13 * i)
    half = 150 + 92 * i
    spring, foot = canvas.h * (0.42 - 0.045 * i), canvas.h * (0.74 + 0.065 * i)
    shift = side * (22 + 12 * i)
    opening = [
        (middle - half, foot),
        *arc(middle, spring, half, half, pi, 2 * pi),
        (middle + half, foot),
    ]
    around: Path = [(-20, foot), *opening, (1100, foot), (1100, -20), (-20, -20)]
    deep = [(x + shift, y) for x, y in opening]
    canvas.shape(
        [(-20, foot), *deep, (1100, foot), (1100, -20), (-20, -20)], (inner, tone(inner, -0.25))
    )
    canvas.shape(around, (tone(front, 0.12), front, tone(front, -0.1)))
    canvas.shape(
        at("-20 -1, 1100 -1, 1100 92, -20 92", 0, foot), (tone(front, 0.2), tone(front, -0.04))
    )
    light: Path = [
        (middle - half * 0.7 - side * 60, foot + 90),
        (middle + half * 0.5 - side * 60, foot + 90),
        (middle + half * 0.86, foot),
        (middle - half * 0.86, foot),
    ]
    canvas.soft(light, rgb("fff2d8"), 0.5, 5)
