from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, rgb
from config.demo.pictures.motifs.flowers import branches
from config.demo.pictures.motifs.fruits import fruit
from config.demo.pictures.motifs.vessels import JUG, turned_thing
from config.demo.pictures.scenes.still_lifes.table import ROOMS, Room, stage
from config.demo.pictures.sketch import scene


@scene("citrus", "A jug with leafy branches among {1}s", ROOMS, ("lemon", "orange"), mood="sunny")
def citrus(canvas: Canvas, room: Room, kind: str) -> None:
    rng = canvas.rng
    edge = stage(canvas, room)
    foot = edge + (canvas.h - edge) * 0.45
    pots = colours(room[2])
    x = 540 + rng.uniform(-150, 150)
    branches(canvas, x, foot - canvas.h * 0.3, canvas.h * 0.3, rgb("6b8550"), False)
    turned_thing(canvas, x, foot - 10, canvas.h * 0.32, JUG, pots[1])
    spots = sorted(
        (foot + rng.uniform(0, 110), 140 + 130 * i + rng.uniform(-20, 20)) for i in range(7)
    )
    for y, fx in spots:
        if abs(fx - x) > 90 or y > foot + 60:
            fruit(canvas, kind, fx, y, rng.uniform(54, 70))
