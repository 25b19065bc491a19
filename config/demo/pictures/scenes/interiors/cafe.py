from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.shapes import at, box, oval, smooth, stroke
from config.demo.pictures.motifs.vessels import VASES, bottle, cup, turned_thing
from config.demo.pictures.scenes.interiors.room import LAMP, ROOMS, Room
from config.demo.pictures.sketch import scene


@scene("café", "A café counter with stools below three glowing lamps", ROOMS, mood="evening")
def cafe(canvas: Canvas, room: Room) -> None:
    rng = canvas.rng
    counter = canvas.h * 0.68
    wall = colours(room[0])
    canvas.wash((tone(wall[1], -0.2), wall[0], tone(wall[1], -0.1)))
    wood = colours(room[1])
    for y in (canvas.h * 0.4, canvas.h * 0.55):
        canvas.shape(box(100, y, 980, y + 20), (wood[0], tone(wood[1], -0.2)))
        for i in range(rng.randint(9, 12)):
            x = 140 + i * 78 + rng.uniform(-8, 8)
            if rng.random() < 0.6:
                bottle(
                    canvas,
                    x,
                    y + 2,
                    canvas.h * 0.11,
                    rng.choice(colours("6b8f5f a8602f 4f7f8a d9b05f 8a3a3a")),
                )
            else:
                turned_thing(
                    canvas,
                    x,
                    y + 2,
                    canvas.h * 0.06,
                    VASES[3],
                    rng.choice(colours("f2e9da d9a98a 8fb0a8")),
                )
    canvas.shape(box(-5, counter, 1085, counter + 40), (tone(wood[0], 0.35), wood[0]))
    canvas.shape(
        box(-5, counter + 40, 1085, canvas.h + 5),
        (tone(rgb(room[2]), -0.25), tone(rgb(room[2]), -0.5)),
    )
    with canvas.flat((0, counter, 1080, canvas.h)) as pen:
        for i in range(19):
            pen.box(i * 58, counter + 40, i * 58 + 4, canvas.h, (0, 0, 0, 60))
    for i in range(3):
        _stool(canvas, 230 + i * 310, canvas.h * 1.02, canvas.h * 0.25, wood)
        _pendant(canvas, 230 + i * 310, canvas.h * rng.uniform(0.2, 0.26), rgb(room[3]))
    cup(canvas, rng.uniform(300, 760), counter + 10, 78, rgb("f4ece0"), steam=True)


def _stool(canvas: Canvas, x: float, foot: float, tall: float, wood: tuple[Colour, ...]) -> None:
    with canvas.flat((x - 90, foot - tall, x + 90, foot)) as pen:
        for u in (-1, 1):
            pen.fill(
                stroke([(x + u * 40, foot - tall + 20), (x + u * 66, foot)], 13, 9), rgb("2f2830")
            )
        pen.line([(x - 54, foot - tall * 0.4), (x + 54, foot - tall * 0.4)], rgb("2f2830"), 8)
    canvas.volume(oval(x, foot - tall + 14, 74, 22), tone(wood[0], 0.1), 0.5, 0.2)


def _pendant(canvas: Canvas, x: float, y: float, hue: Colour) -> None:
    canvas.glow(x, y + 70, 420, LAMP, 0.5)
    canvas.soft(at("-60 60, 60 60, 190 560, -190 560", x, y), LAMP, 0.14, 36)
    with canvas.flat((x - 100, -10, x + 100, y + 90)) as pen:
        pen.line([(x, -10), (x, y)], rgb("241f26"), 4)
        pen.dot(x, y + 58, 76, rgb("fff0c8"), 15)
    dome = smooth(at("-80 58, -68 14, -18 -18, 18 -18, 68 14, 80 58, 0 62", x, y), 6)
    canvas.volume(dome, hue, 0.5, 0.22)
