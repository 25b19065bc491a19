from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import box
from config.demo.pictures.motifs.flowers import branches
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.motifs.vessels import VASES, turned_thing
from config.demo.pictures.scenes.interiors.room import LAMP, ROOMS, Room, pot_plant
from config.demo.pictures.sketch import scene


@scene("bookshelf", "Full bookshelves with vases and plants in warm light", ROOMS, mood="evening")
def bookshelf(canvas: Canvas, room: Room) -> None:
    rng = canvas.rng
    wall = colours(room[0])
    canvas.wash((wall[1], tone(wall[1], -0.3)))
    rows = 5 if canvas.h > 1200 else 4 if canvas.h > 900 else 3
    wood = colours(room[1])
    step = canvas.h / rows
    with canvas.flat() as pen:
        for row in range(rows):
            y = step * (row + 1) - 14
            pen.box(0, y, 1080, y + 28, wood[0])
            pen.box(0, y + 20, 1080, y + 28, wood[1])
            pen.box(0, y + 28, 1080, y + 56, (*SHADOW, 90))
            _spines(pen, rng, y, step * 0.78)
    for row in range(rows):
        if rng.random() < 0.8:
            _ornament(
                canvas, rng.uniform(150, 930), step * (row + 1) - 14, step * 0.6, rgb(room[3])
            )
    canvas.glow(rng.uniform(200, 880), canvas.h * rng.uniform(0.2, 0.5), 760, LAMP, 0.4)


def _spines(pen: Pen, rng: Random, foot: float, room: float) -> None:
    hues = colours("b5523f 2f4a5f e0b35f 6f8a6a f0e6d3 8a4a5f 3f6f73 d98f6a 4a3a4f c9c2b0 a83a3a")
    x = rng.uniform(-10, 20)
    while x < 1080:
        if rng.random() < 0.07:
            x += rng.uniform(60, 150)
            continue
        wide, tall, hue = rng.uniform(22, 54), room * rng.uniform(0.66, 1), rng.choice(hues)
        lean = rng.uniform(0.1, 0.16) * tall if rng.random() < 0.06 else 0
        pen.fill(
            [(x + lean, foot - tall), (x + wide + lean, foot - tall), (x + wide, foot), (x, foot)],
            hue,
        )
        pen.fill(
            [
                (x + wide * 0.78 + lean, foot - tall),
                (x + wide + lean, foot - tall),
                (x + wide, foot),
                (x + wide * 0.78, foot),
            ],
            (*tone(hue, -0.5), 110),
        )
        if not lean:
            band = rng.choice((rgb("e9cf8f"), tone(hue, 0.5), tone(hue, -0.4)))
            pen.box(x, foot - tall * 0.86, x + wide, foot - tall * 0.82, band)
            pen.box(
                x + wide * 0.3,
                foot - tall * 0.7,
                x + wide * 0.7,
                foot - tall * rng.uniform(0.3, 0.5),
                (*band, 210),
            )
        x += wide + 1.5 + lean


def _ornament(canvas: Canvas, x: float, foot: float, tall: float, hue: Colour) -> None:
    rng = canvas.rng
    canvas.soft(box(x - 90, foot - tall * 1.3, x + 90, foot), SHADOW, 0.75, 16)
    if rng.random() < 0.5:
        pot_plant(canvas, x, foot, tall * 1.25, hue)
    else:
        branches(canvas, x, foot - tall * 0.6, tall * 0.7, rgb("b5a06a"), rng.random() < 0.5)
        turned_thing(canvas, x, foot, tall * 0.68, rng.choice(VASES), hue)
