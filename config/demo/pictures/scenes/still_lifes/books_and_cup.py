from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours
from config.demo.pictures.motifs.books import books
from config.demo.pictures.motifs.flowers import branches
from config.demo.pictures.motifs.vessels import VASES, cup, turned_thing
from config.demo.pictures.scenes.still_lifes.table import ROOMS, Room, stage
from config.demo.pictures.sketch import scene


@scene(
    "books", "A pile of books with a cup on top, beside a vase with branches", ROOMS, mood="quiet"
)
def books_and_cup(canvas: Canvas, room: Room) -> None:
    rng = canvas.rng
    edge = stage(canvas, room)
    pots, hues = colours(room[2]), colours(room[3])
    foot = edge + (canvas.h - edge) * 0.5
    side = rng.choice((-1, 1))
    x = 540 + side * rng.uniform(60, 130)
    spines = tuple(rng.choice((*pots, *hues, *colours(room[1]))) for _ in range(rng.randint(4, 6)))
    top = books(canvas, x, foot, 460, spines)
    cup(canvas, x + rng.uniform(-90, 90), top + 4, 120, pots[0], steam=True)
    tall = canvas.h * 0.3
    branches(
        canvas,
        x - side * 390,
        foot - tall + 8,
        canvas.h * 0.3,
        rng.choice(colours("7f9a7a c9a56b 8a9a6a")),
        rng.random() < 0.5,
    )
    turned_thing(canvas, x - side * 390, foot - 20, tall, rng.choice(VASES), pots[1])
