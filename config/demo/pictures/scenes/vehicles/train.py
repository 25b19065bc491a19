from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, arc, at, box, down_to, ridge, smooth, stroke
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.vehicles.street import PAINTS
from config.demo.pictures.sketch import outdoors


@outdoors("train", "A {1[1]} train crossing a viaduct in the hills", hours.ALL, PAINTS)
def train(canvas: Canvas, hour: Hour, finish: tuple[str, str]) -> None:
    paint_colour = rgb(finish[0])
    rng = canvas.rng
    land.sky(canvas, hour, canvas.h * 0.6, 0.6, (rng.uniform(200, 880), canvas.h * 0.24, 44))
    land.ranges(canvas, hour, canvas.h * 0.4, canvas.h * 0.9, 4, 190)
    deck = canvas.h * 0.62
    stone = mix(mix(rgb("c2ad94"), hour.far, 0.3), hour.near, 0.15)
    for i in range(7):
        _pier_arch(canvas, -60 + i * 190, deck, stone)
    canvas.shape(box(-5, deck - 12, 1090, deck + 24), (tone(stone, 0.15), tone(stone, -0.2)))
    _carriages(canvas, rng.uniform(180, 330), deck - 12, mix(paint_colour, hour.near, 0.12), hour)
    canvas.mist(canvas.h * 0.6, canvas.h, hour.sky[-1], 0, 0.6)
    with canvas.flat((0, canvas.h * 0.6, 1080, canvas.h)) as pen:
        front = ridge(rng, canvas.h * 0.93, 60, 0.5)
        land.pines(pen, rng, front, hour.near, 190, 38)
        pen.fill(down_to(front, canvas.h + 5), hour.near)


def _pier_arch(canvas: Canvas, x: float, deck: float, stone: Colour) -> None:
    foot = canvas.h + 10
    opening = [(x + 26, foot), *arc(x + 95, deck + 110, 69, 78, pi, 2 * pi, n=20), (x + 164, foot)]
    wall: Path = [
        (x, foot),
        (x, deck + 10),
        (x + 190, deck + 10),
        (x + 190, foot),
        *reversed(opening),
    ]
    canvas.shape(wall, (tone(stone, 0.1), stone, tone(stone, -0.2)))
    inner = [
        (x + 148, foot),
        *(
            (px + (-16 if px > x + 95 else 0), py)
            for px, py in reversed(opening[len(opening) // 2 : -1])
        ),
        *opening[len(opening) // 2 :],
    ]
    canvas.shape(inner, (tone(stone, -0.45), tone(stone, -0.35)))


def _carriages(canvas: Canvas, x: float, foot: float, hue: Colour, hour: hours.Hour) -> None:
    for i in range(4):
        left = x + i * 178
        canvas.shape(
            box(left, foot - 82, left + 170, foot - 8), (tone(hue, 0.25), hue, tone(hue, -0.3))
        )
        with canvas.flat((left - 30, foot - 100, left + 200, foot + 2)) as pen:
            pen.box(left - 4, foot - 92, left + 174, foot - 78, tone(hue, -0.5), 6)
            pen.box(left, foot - 34, left + 170, foot - 26, rgb("f2e6cf"))
            for j in range(4):
                pen.box(
                    left + 12 + 40 * j, foot - 70, left + 40 + 40 * j, foot - 42, rgb("ffe2a0"), 4
                )
            for j in (22, 50, 120, 148):
                pen.dot(left + j, foot - 6, 10, rgb("241f26"))
    canvas.soft(
        stroke(
            smooth(at("-10 -110, 120 -190, 300 -210, 560 -270", x, foot), 8, closed=False), 24, 90
        ),
        hour.light,
        0.5,
        22,
    )
    with canvas.flat((x - 120, foot - 130, x + 10, foot + 4)) as pen:
        pen.box(x - 108, foot - 66, x - 8, foot - 8, tone(hue, -0.6), 12)
        pen.box(x - 50, foot - 92, x - 8, foot - 10, tone(hue, -0.5))
        pen.box(x - 96, foot - 104, x - 78, foot - 60, tone(hue, -0.7))
        for j in (-92, -62, -28):
            pen.dot(x + j, foot - 8, 13, rgb("241f26"))
            pen.dot(x + j, foot - 8, 6, rgb("d94f3a"))
