from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, at, box, clump, oval
from config.demo.pictures.scenes.facades.walls import SHADE, slant
from config.demo.pictures.sketch import scene

_DOORS = (
    ("efe3cf", "2f6f8f", "blue"),
    ("e9c9a4", "3d6b4f", "green"),
    ("d8d3cb", "b5382f", "red"),
    ("c98a6b", "f0c64a", "yellow"),
    ("f2ded8", "6d4c7d", "violet"),
    ("b7c4c2", "7d3b2c", "chestnut"),
)


@scene("old door", "A {0[2]} door with pots and climbing leaves", _DOORS, mood="sunny")
def door(canvas: Canvas, palette: tuple[str, ...]) -> None:
    wall_code, door_code, _ = palette
    rng = canvas.rng
    wall, door = rgb(wall_code), rgb(door_code)
    floor = canvas.h * 0.86
    canvas.wash((tone(wall, 0.08), wall, tone(wall, -0.12)), 0, floor)
    canvas.wash((mix(wall, rgb("8d8378"), 0.6), rgb("6f675f")), floor)
    canvas.texture("crag", 0.1)
    canvas.texture("cloud", 0.14)
    x, half, top = 540 + rng.uniform(-90, 90), 190, floor - canvas.h * 0.6
    _leaf_door(canvas, x, half, top, floor, door)
    with canvas.flat() as pen:
        for i in range(2):
            pen.box(
                x - half - 60 - 40 * i,
                floor - 26 + 34 * i,
                x + half + 60 + 40 * i,
                floor + 10 + 36 * i,
                tone(rgb("cfc5b6"), -0.1 * i),
            )
            pen.box(
                x - half - 60 - 40 * i,
                floor + 2 + 36 * i,
                x + half + 60 + 40 * i,
                floor + 10 + 36 * i,
                (*SHADE, 90),
            )
        _vine(pen, rng, x, half, top, floor)
    for side in (-1, 1):
        _shrub(canvas, x + side * (half + 128), floor + 20)
    slant(canvas, rng.uniform(100, 620))


def _leaf_door(
    canvas: Canvas, x: float, half: float, top: float, floor: float, door: Colour
) -> None:
    stone = rgb("d9d0c1")
    frame = [
        (x - half - 34, floor),
        *arc(x, top, half + 34, half * 0.7 + 34, pi, 2 * pi),
        (x + half + 34, floor),
    ]
    hole = [(x - half, floor), *arc(x, top, half, half * 0.7, pi, 2 * pi), (x + half, floor)]
    canvas.soft([(px + 20, py + 14) for px, py in frame], SHADE, 0.4, 8)
    canvas.shape(frame, (tone(stone, 0.2), stone, tone(stone, -0.12)))
    canvas.shape(hole, (tone(door, -0.45), tone(door, -0.2)))
    canvas.shape(box(x - half, top, x + half, floor), (tone(door, 0.06), door, tone(door, -0.18)))
    canvas.texture("wood", 0.12, box(x - half, top, x + half, floor))
    tall = floor - top
    with canvas.flat((x - half, top - half, x + half, floor)) as pen:
        for i in range(-3, 4):
            pen.line(
                [(x, top), (x + i * half / 3, top - half * 0.7 * (1 - (i / 3.4) ** 2) ** 0.5)],
                stone,
                6,
            )
        pen.box(x - half, top - 8, x + half, top + 8, tone(stone, -0.1))
        for side in (-1, 1):
            for a, b in ((0.06, 0.46), (0.54, 0.94)):
                left, right = sorted((x + side * half * 0.16, x + side * half * 0.84))
                pen.box(left, top + tall * a, right, top + tall * b, tone(door, -0.35))
                pen.box(left + 5, top + tall * a + 6, right, top + tall * b, tone(door, 0.1))
                pen.box(
                    left + 12,
                    top + tall * a + 14,
                    right - 10,
                    top + tall * b - 10,
                    tone(door, -0.06),
                )
        pen.box(x - 3, top, x + 3, floor, tone(door, -0.5))
        pen.dot(x + 26, top + tall * 0.5, 11, rgb("e8c56a"))
        pen.dot(x + 23, top + tall * 0.5 - 3, 4, rgb("fff3c4"))


def _vine(pen: Pen, rng: Random, x: float, half: float, top: float, floor: float) -> None:
    side = rng.choice((-1, 1))
    bloom = rng.choice(colours("d1478c f2a7c3 ffffff 8f6bd1 e8604c"))
    for _ in range(230):
        t = rng.random()
        px = (
            x
            + side * (half + 50 + rng.gauss(0, 30))
            - side * max(0, t - 0.62) * 2.5 * half * rng.random() * 2
        )
        py = floor - 40 - t * (floor - top + half * 0.7) + rng.gauss(0, 24)
        size = rng.uniform(9, 22)
        colour = bloom if rng.random() < 0.24 else rgb("4d7a45")
        pen.fill(clump(rng, px, py, size, size * 0.8), tone(colour, rng.uniform(-0.4, 0.18)))


def _shrub(canvas: Canvas, x: float, foot: float) -> None:
    rng = canvas.rng
    canvas.soft(oval(x + 30, foot, 90, 16), SHADE, 0.5, 8)
    canvas.volume(at("-60 -110, 60 -110, 44 0, -44 0", x, foot), rgb("b96a45"), 0.5)
    green = rng.choice(colours("56794a 6f8f55 47705c"))
    with canvas.flat((x - 120, foot - 300, x + 120, foot - 60)) as pen:
        for i in range(90):
            light = i / 90
            r = rng.random() ** 0.5
            angle = rng.uniform(0, 2 * pi)
            pen.fill(
                clump(
                    rng,
                    x + cos(angle) * 84 * r - 10 * light,
                    foot - 175 + sin(angle) * 84 * r - 14 * light,
                    20,
                    16,
                ),
                tone(green, -0.45 + 0.6 * light),
            )
