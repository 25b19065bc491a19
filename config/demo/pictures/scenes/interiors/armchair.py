from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb, tone
from config.demo.pictures.brush.shapes import Path, at, oval, smooth, stroke
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.interiors.room import (
    LAMP,
    ROOMS,
    Room,
    frames,
    paint_room,
    pot_plant,
)
from config.demo.pictures.sketch import scene


@scene("armchair", "An armchair beside a glowing lamp and a large plant", ROOMS, mood="evening")
def armchair(canvas: Canvas, room: Room) -> None:
    rng = canvas.rng
    floor = canvas.h * 0.74
    paint_room(canvas, room, floor)
    side = rng.choice((-1, 1))
    frames(canvas, 540 - side * 60 - 140, canvas.h * 0.12, room)
    foot, s = canvas.h * 0.9, min(1.0, canvas.h / 1150)
    _floor_lamp(canvas, 540 + side * 330, foot - 40, canvas.h * 0.6)
    canvas.soft(oval(540, foot + 10, 480, 50), SHADOW, 0.25, 20)
    with canvas.flat((0, floor, 1080, canvas.h)) as pen:
        for i, hue in enumerate((rgb(room[3]), tone(rgb(room[2]), 0.2), rgb(room[3]))):
            pen.dot(540, foot + 10, 470 - 50 * i, hue, 74 - 10 * i)
    _chair(canvas, 540 - side * 20, foot, s, rgb(room[2]))
    pot_plant(canvas, 540 - side * 380, foot - 20, canvas.h * 0.4, rgb(room[3]))


def _floor_lamp(canvas: Canvas, x: float, foot: float, tall: float) -> None:
    top = foot - tall
    canvas.glow(x, top + 40, 560, LAMP, 0.55, 2)
    with canvas.flat((x - 110, top - 20, x + 110, foot + 14)) as pen:
        pen.line([(x, top + 60), (x, foot)], rgb("3a3030"), 8)
        pen.dot(x, foot, 56, rgb("3a3030"), 10)
    canvas.shape(
        at("-56 0, 56 0, 96 124, -96 124", x, top), (rgb("ffe9bd"), rgb("ffd58a"), rgb("f2b35f"))
    )
    canvas.soft(
        [(x - 90, top + 124), (x + 90, top + 124), (x + 300, foot + 40), (x - 300, foot + 40)],
        LAMP,
        0.2,
        40,
    )


def _chair(canvas: Canvas, x: float, foot: float, s: float, hue: Colour) -> None:
    with canvas.flat((x - 240 * s, foot - 90 * s, x + 240 * s, foot + 6)) as pen:
        for u in (-170, 170):
            pen.fill(
                stroke([(x + u * s, foot - 80 * s), (x + u * 1.08 * s, foot)], 24 * s, 12 * s),
                rgb("4a3020"),
            )

    def here(text: str, way: int = 1) -> Path:
        return smooth(at(text, x, foot, way * s, -s), 6)

    canvas.soft(oval(x + 20, foot - 20 * s, 220 * s, 26 * s), SHADOW, 0.5, 14)
    canvas.volume(
        here("-170 90, -178 330, -140 430, 0 456, 140 430, 178 330, 170 90"),
        tone(hue, -0.1),
        0.5,
        0.16,
        0.08,
    )
    canvas.volume(
        here("-150 130, -156 200, 0 216, 156 200, 150 130, 0 118"),
        tone(hue, 0.12),
        0.45,
        0.24,
        0.08,
    )
    for side in (-1, 1):
        arm = here("140 70, 136 230, 160 262, 206 254, 216 210, 204 70", side)
        canvas.volume(arm, hue, 0.5, 0.24, 0.08)
    canvas.volume(here("-146 70, -150 140, 150 140, 146 70"), tone(hue, -0.05), 0.45, 0.24, 0.08)
    cushion = rgb(canvas.rng.choice(("f0dcb8", "d98a6a", "8fb0a8", "e8b4b0")))
    canvas.volume(here("-70 190, -96 300, 0 292, 60 320, 76 210, 0 204"), cushion, 0.45, 0.24, 0.08)
