from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, mix, rgb
from config.demo.pictures.motifs.fruits import fruit
from config.demo.pictures.motifs.vessels import BOTTLE, JUG, VASES, turned_thing
from config.demo.pictures.scenes.still_lifes.table import ROOMS, Room, stage
from config.demo.pictures.sketch import scene


@scene("ceramics", "A row of ceramic vases and bottles on a table", ROOMS, mood="quiet")
def ceramics(canvas: Canvas, room: Room) -> None:
    rng = canvas.rng
    edge = stage(canvas, room)
    foot = edge + (canvas.h - edge) * 0.42
    pots = list(colours(room[2])) + [mix(c, rgb("efe6d8"), 0.4) for c in colours(room[1])]
    count = rng.randint(4, 5)
    for i in range(count):
        x = 540 + (i - (count - 1) / 2) * rng.uniform(165, 195)
        tall = canvas.h * rng.uniform(0.18, 0.44)
        profile = rng.choice((*VASES, BOTTLE, JUG))
        turned_thing(canvas, x, foot + rng.uniform(-26, 46), tall, profile, rng.choice(pots), 0.2)
    if rng.random() < 0.6:
        fruit(canvas, rng.choice(("lemon", "fig", "pear")), rng.uniform(250, 830), foot + 110, 54)
