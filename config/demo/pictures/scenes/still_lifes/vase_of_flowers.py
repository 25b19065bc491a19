from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours
from config.demo.pictures.brush.shapes import oval
from config.demo.pictures.motifs.flowers import bouquet
from config.demo.pictures.motifs.fruits import FRUITS, fruit
from config.demo.pictures.motifs.shadow import shadow
from config.demo.pictures.motifs.vessels import VASES, cup, turned_thing
from config.demo.pictures.scenes.still_lifes.table import ROOMS, Room, stage
from config.demo.pictures.sketch import scene

_BLOOMS = (
    ("tulip", "tulips"),
    ("daisy", "daisies"),
    ("rose", "roses"),
    ("poppy", "poppies"),
    ("dahlia", "dahlias"),
)


@scene("flowers", "A vase of {1[1]} on a table in window light", ROOMS, _BLOOMS)
def vase_of_flowers(canvas: Canvas, room: Room, bloom: tuple[str, str]) -> None:
    rng = canvas.rng
    edge = stage(canvas, room)
    pots, hues = colours(room[2]), colours(room[3])
    x, tall = 540 + rng.uniform(-120, 120), canvas.h * rng.uniform(0.26, 0.32)
    foot = edge + (canvas.h - edge) * 0.42
    profile = rng.choice(VASES[:4])
    bouquet(canvas, x, foot - tall + 6, canvas.h * 0.34, bloom[0], hues, rng.randint(8, 12))
    pot = rng.choice(pots)
    turned_thing(canvas, x, foot, tall, profile, pot)
    other = x + (250 if x < 540 else -250)
    if rng.random() < 0.5:
        fruit(canvas, rng.choice(FRUITS), other, foot + 18, 62)
    else:
        cup(canvas, other, foot + 50, 112, rng.choice(pots))
    _petals(canvas, x, foot, hues)


def _petals(canvas: Canvas, x: float, foot: float, hues: tuple[Colour, ...]) -> None:
    rng = canvas.rng
    for _ in range(rng.randint(0, 4)):
        px, py = x + rng.uniform(-260, 260), foot + rng.uniform(30, 120)
        shadow(canvas, px, py + 5, 12, 16, 0.35)
        canvas.volume(oval(px, py, 20, 9, rng.uniform(-0.5, 0.5)), rng.choice(hues), 0.4)
