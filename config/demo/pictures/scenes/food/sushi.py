from math import cos, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.shapes import at, blob, box, oval, smooth
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.food.serving import dish


@dish("sushi", "Rows of sushi on a plate", plated=False)
def sushi(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    slab = box(x - r * 1.1, y - r * 0.86, x + r * 1.1, y + r * 0.86)
    dark = rgb("39424a") if sum(plate) > 500 else plate
    canvas.soft([(a + 18, b + 24) for a, b in slab], SHADOW, 0.6, 18)
    canvas.shape(slab, (tone(dark, 0.12), tone(dark, -0.15)))
    canvas.texture("stone", 0.2, slab)
    for row in range(3):
        for column in range(4):
            px, py = x + (column - 1.5) * r * 0.52, y + (row - 1) * r * 0.54
            (_roll if (row + column // 2) % 2 else _nigiri)(canvas, px, py, r * 0.2)
    canvas.volume(
        blob(rng, x + r * 0.95, y + r * 0.72, r * 0.09, r * 0.07, 0.2), rgb("8fb35a"), 0.4
    )


def _roll(canvas: Canvas, x: float, y: float, r: float) -> None:
    rng = canvas.rng
    canvas.soft(oval(x + 9, y + 12, r, r), SHADOW, 0.5, 8)
    canvas.volume(oval(x, y, r, r), rgb("20302a"), 0.4, 0.1)
    canvas.volume(oval(x, y, r * 0.88, r * 0.88), rgb("fbf7ee"), 0.25, 0.1, 0.4)
    for i, hue in enumerate(rng.sample(colours("f0814f 8fb35a f2c14e d9405a"), 3)):
        angle = 2.1 * i
        canvas.volume(
            oval(x + cos(angle) * r * 0.26, y + sin(angle) * r * 0.26, r * 0.26, r * 0.24), hue, 0.4
        )


def _nigiri(canvas: Canvas, x: float, y: float, r: float) -> None:
    rng = canvas.rng
    hue = rng.choice(colours("f08a5a c9403f f4c9b5 f2d08a"))
    canvas.soft(oval(x + 9, y + 12, r * 1.05, r * 0.66), SHADOW, 0.5, 8)
    canvas.volume(oval(x, y, r * 1.02, r * 0.62), rgb("fbf7ee"), 0.3, 0.14, 0.4)
    fish = smooth(at("-1.1 0, -0.9 -0.5, 0.9 -0.5, 1.1 0, 0.9 0.44, -0.9 0.44", x, y, r), 5)
    canvas.volume(fish, hue, 0.4, 0.18)
    with canvas.flat((x - r * 1.2, y - r * 0.6, x + r * 1.2, y + r * 0.6)) as pen:
        for i in range(4):
            px = x - r * 0.75 + i * r * 0.46
            pen.line(
                [(px, y + r * 0.36), (px + r * 0.24, y - r * 0.4)], (*tone(hue, 0.6), 170), r * 0.07
            )
