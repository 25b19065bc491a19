from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.shapes import at, box, oval
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.motifs.vessels import VASES, turned_thing
from config.demo.pictures.scenes.interiors.room import (
    LAMP,
    ROOMS,
    Room,
    frames,
    paint_room,
    pot_plant,
)
from config.demo.pictures.sketch import scene


@scene("record player", "A record player on a sideboard full of records", ROOMS, mood="evening")
def record_player(canvas: Canvas, room: Room) -> None:
    rng = canvas.rng
    top = canvas.h * 0.6
    paint_room(canvas, room, canvas.h + 40)
    frames(canvas, rng.uniform(120, 420), canvas.h * 0.08, room)
    wood = colours(room[1])
    canvas.shape(box(60, top, 1020, top + 34), (tone(wood[0], 0.25), wood[0]))
    canvas.shape(
        box(80, top + 34, 1000, canvas.h + 10), (tone(wood[1], -0.1), tone(wood[1], -0.35))
    )
    canvas.texture("wood", 0.14, box(80, top, 1000, canvas.h))
    with canvas.flat((80, top + 40, 1000, canvas.h)) as pen:
        pen.box(120, top + 70, 960, canvas.h, tone(wood[1], -0.65))
        x = 130.0
        while x < 944:
            hue = rng.choice(
                colours("b5523f 2f4a5f e0b35f 6f8a6a f0e6d3 8a4a5f 3f6f73 d98f6a 24202a")
            )
            pen.box(x, top + rng.uniform(96, 104), x + rng.uniform(7, 12), canvas.h, hue)
            x += 13
    side = rng.choice((-1, 1))
    _turntable(canvas, 540 - side * 80, top, rgb(room[2]))
    _table_lamp(canvas, 540 + side * 340, top, rgb(room[3]))
    pot_plant(canvas, 540 - side * 430, top + 2, 300, rgb(room[3]))


def _turntable(canvas: Canvas, x: float, foot: float, hue: Colour) -> None:
    canvas.soft(oval(x + 16, foot + 2, 240, 12), SHADOW, 0.5, 8)
    canvas.shape(
        at("-220 -70, 220 -70, 230 -8, -230 -8", x, foot), (tone(hue, 0.15), hue, tone(hue, -0.35))
    )
    with canvas.flat((x - 240, foot - 320, x + 240, foot)) as pen:
        pen.fill(at("-220 -70, -196 -124, 196 -124, 220 -70", x, foot), tone(hue, 0.25))
        pen.dot(x - 40, foot - 97, 146, rgb("1c1a20"), 25)
        for r in (124, 100, 76):
            pen.dot(x - 40, foot - 97, r, rgb("2b2830"), r * 0.17)
            pen.dot(x - 40, foot - 97, r - 3, rgb("1c1a20"), r * 0.165)
        pen.dot(x - 40, foot - 97, 48, rgb("d9573c"), 8)
        pen.line(
            [(x + 160, foot - 110), (x + 130, foot - 98), (x + 40, foot - 92)], rgb("d9d4cc"), 6
        )
        pen.fill(at("-196 -124, 196 -124, 210 -300, -182 -300", x, foot), (255, 255, 255, 40))
        for i in range(3):
            pen.dot(x + 120 + 32 * i, foot - 38, 10, rgb("e8d9b8"))
    canvas.volume(oval(x - 210, foot - 4, 16, 10), rgb("2a2630"), 0.4)


def _table_lamp(canvas: Canvas, x: float, foot: float, hue: Colour) -> None:
    turned_thing(canvas, x, foot, 170, VASES[1], hue)
    canvas.glow(x, foot - 220, 460, LAMP, 0.6)
    canvas.shape(
        at("-60 -300, 60 -300, 104 -160, -104 -160", x, foot),
        (rgb("ffedc4"), rgb("ffd58a"), rgb("f0ad58")),
    )
