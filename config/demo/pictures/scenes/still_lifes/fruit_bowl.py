from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours
from config.demo.pictures.motifs.fruits import bowl, fruit
from config.demo.pictures.motifs.vessels import BOTTLE, JUG, VASES, bottle, turned_thing
from config.demo.pictures.scenes.still_lifes.table import ROOMS, Room, stage
from config.demo.pictures.sketch import scene

_PAIRS = (
    ("orange", "lemon"),
    ("apple", "pear"),
    ("plum", "lemon"),
    ("pomegranate", "pear"),
    ("orange", "plum"),
)


@scene("fruit bowl", "A bowl of {1[0]}s and {1[1]}s in window light", ROOMS, _PAIRS)
def fruit_bowl(canvas: Canvas, room: Room, pair: tuple[str, str]) -> None:
    rng = canvas.rng
    edge = stage(canvas, room)
    pots = colours(room[2])
    foot = edge + (canvas.h - edge) * rng.uniform(0.4, 0.55)
    x = 540 + rng.uniform(-90, 90)
    side = rng.choice((-1, 1))
    tall = canvas.h * rng.uniform(0.36, 0.46)
    behind = rng.choice((BOTTLE, JUG, VASES[2]))
    if behind is BOTTLE:
        bottle(canvas, x - side * 250, foot - 60, tall, rng.choice(colours("5c7a5a 7a4f34 4f6f7d")))
    else:
        turned_thing(canvas, x - side * 270, foot - 60, tall * 0.9, behind, pots[1])
    bowl(
        canvas,
        x,
        foot,
        rng.uniform(210, 250),
        pots[0],
        tuple(rng.choice(pair) for _ in range(rng.randint(5, 7))),
    )
    for i in range(rng.randint(1, 3)):
        fruit(canvas, rng.choice(pair), x + side * (300 + i * 96), foot + 34 - i * 30, 60)
