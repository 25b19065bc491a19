from math import cos, pi, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb
from config.demo.pictures.brush.shapes import blob, oval
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.food.serving import around, dish, herbs


@dish("pizza", "A pizza with tomatoes, mozzarella and basil")
def pizza(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    canvas.soft(oval(x + 26, y + 34, r * 1.04, r * 1.04), SHADOW, 0.6, 24)
    canvas.volume(blob(rng, x, y, r * 1.02, r * 1.02, 0.025, 16), rgb("d99a4e"), 0.5, 0.07, 0.3)
    canvas.volume(blob(rng, x, y, r * 0.86, r * 0.86, 0.03, 14), rgb("c4432a"), 0.3, 0.1, 0.3)
    canvas.volume(
        blob(rng, x, y, r * 0.8, r * 0.8, 0.06, 18), rgb("e8b45a"), 0.35, 0.1, 0.5, "cloud"
    )
    for _ in range(9):
        px, py = around(rng, x, y, r * 0.68)
        canvas.volume(blob(rng, px, py, r * 0.13, r * 0.11, 0.2), rgb("fbf3de"), 0.3, 0.25)
    for _ in range(8):
        px, py = around(rng, x, y, r * 0.66)
        canvas.volume(oval(px, py, r * 0.12, r * 0.12), rgb("b5302a"), 0.45, 0.14, 0.2)
        canvas.soft(oval(px - r * 0.03, py - r * 0.03, r * 0.05, r * 0.05), rgb("f2a08a"), 0.5, 6)
    herbs(canvas, x, y, 9, r * 0.62, rgb("4a7f3a"))
    start = rng.uniform(0, 1)
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for i in range(4):
            a = start + i * pi / 4
            pen.line(
                [
                    (x - cos(a) * r * 0.98, y - sin(a) * r * 0.98),
                    (x + cos(a) * r * 0.98, y + sin(a) * r * 0.98),
                ],
                (90, 40, 20, 150),
                4,
            )
