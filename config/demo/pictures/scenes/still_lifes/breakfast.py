from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, tone
from config.demo.pictures.brush.shapes import oval
from config.demo.pictures.motifs.flowers import branches
from config.demo.pictures.motifs.fruits import fruit
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.motifs.vessels import VASES, cup, turned_thing
from config.demo.pictures.scenes.still_lifes.table import ROOMS, Room, stage
from config.demo.pictures.sketch import scene


@scene(
    "coffee", "A steaming cup of coffee beside a vase with green branches", ROOMS, mood="morning"
)
def breakfast(canvas: Canvas, room: Room) -> None:
    rng = canvas.rng
    edge = stage(canvas, room)
    pots = colours(room[2])
    foot = edge + (canvas.h - edge) * 0.5
    x = 540 + rng.uniform(-60, 60)
    side = rng.choice((-1, 1))
    branches(
        canvas,
        x - side * 260,
        foot - 320,
        330,
        rng.choice(colours("7f9a7a 8a9a6a a9a27f")),
        rng.random() < 0.5,
    )
    turned_thing(canvas, x - side * 260, foot - 40, 300, rng.choice(VASES), pots[1])
    canvas.soft(oval(x + 40, foot + 62, 210, 30), SHADOW, 0.5, 10)
    canvas.volume(oval(x, foot + 48, 190, 36), tone(pots[0], 0.1), 0.35, 0.2)
    cup(canvas, x, foot + 50, 180, pots[0], steam=True)
    for i in range(2):
        fruit(
            canvas,
            rng.choice(("fig", "plum", "orange", "lemon")),
            x + side * (280 + 110 * i),
            foot + 40 + 20 * i,
            56,
        )
