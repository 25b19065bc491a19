from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import at, box, oval
from config.demo.pictures.motifs import hours
from config.demo.pictures.motifs.books import books
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.motifs.vessels import cup
from config.demo.pictures.motifs.window import window
from config.demo.pictures.scenes.interiors.room import LAMP, ROOMS, Room, paint_room, pot_plant
from config.demo.pictures.sketch import scene


@scene(
    "desk",
    "A desk with books, a lamp and a plant at a window, {1.name}",
    ROOMS,
    hours.ALL,
    mood="{1.name}",
)
def desk(canvas: Canvas, room: Room, hour: Hour) -> None:
    rng = canvas.rng
    top = canvas.h * 0.66
    paint_room(canvas, room, canvas.h + 40)
    window(canvas, (200, canvas.h * 0.07, 880, top - 90), hour, rgb("f5eee2"))
    wood = colours(room[1])
    canvas.shape(box(-5, top, 1085, top + 46), (tone(wood[0], 0.25), wood[0], tone(wood[1], -0.2)))
    canvas.texture("wood", 0.14, box(0, top, 1080, top + 46))
    canvas.soft(box(-20, top + 46, 1100, top + 110), SHADOW, 0.4, 22)
    canvas.shape(box(120, top + 46, 960, canvas.h + 5), (tone(wood[1], -0.25), tone(wood[1], -0.4)))
    side = rng.choice((-1, 1))
    _screen(canvas, 540 - side * 30, top, rgb(room[2]))
    _desk_lamp(canvas, 540 + side * 330, top, -side)
    height = books(
        canvas,
        540 - side * 390,
        top,
        220,
        tuple(rng.choice(colours("b5523f 3f5f6b e0b35f 7a8f6a f0e6d3")) for _ in range(5)),
    )
    cup(canvas, 540 - side * 390, height + 2, 74, rgb(room[3]))
    pot_plant(canvas, 540 + side * 470, top + 4, 260, rgb(room[3]))


def _screen(canvas: Canvas, x: float, foot: float, hue: Colour) -> None:
    canvas.soft(oval(x + 20, foot + 8, 190, 12), SHADOW, 0.5, 8)
    with canvas.flat((x - 240, foot - 320, x + 240, foot + 16)) as pen:
        pen.fill(at("-180 -4, 180 -4, 210 14, -210 14", x, foot), rgb("c9c6c9"))
        pen.box(x - 180, foot - 248, x + 180, foot - 4, rgb("2b2830"), 14)
        pen.box(x - 168, foot - 236, x + 168, foot - 18, mix(hue, rgb("f2e6d0"), 0.5))
        pen.dot(x + 70, foot - 160, 46, rgb("f2d9a0"))
        pen.fill(
            at("-168 -18, -60 -140, 20 -70, 80 -120, 168 -40, 168 -18", x, foot), tone(hue, -0.2)
        )


def _desk_lamp(canvas: Canvas, x: float, foot: float, side: int) -> None:
    knee, head = (x - side * 40, foot - 190), (x + side * 90, foot - 300)
    with canvas.flat((x - 200, foot - 380, x + 200, foot + 4)) as pen:
        pen.dot(x, foot - 6, 60, rgb("35303a"), 13)
        pen.line([(x, foot - 8), knee, head], rgb("35303a"), 9)
        pen.dot(*knee, 11, rgb("4a444f"))
        hood = [
            (head[0] - 22, head[1] - 26),
            (head[0] + 22, head[1] - 26),
            (head[0] + 66, head[1] + 52),
            (head[0] - 66, head[1] + 52),
        ]
        pen.fill(hood, rgb("d9a441"))
        pen.dot(head[0], head[1] + 52, 62, rgb("fff0c4"), 12)
    canvas.glow(head[0], head[1] + 80, 320, LAMP, 0.6)
