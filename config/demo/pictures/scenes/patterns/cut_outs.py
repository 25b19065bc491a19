from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb
from config.demo.pictures.brush.shapes import Path, at, box, leaf, smooth
from config.demo.pictures.scenes.patterns.glaze import SETS, Hues
from config.demo.pictures.sketch import scene


@scene("paper cut-outs", "Leaf shapes cut from coloured paper", SETS, mood="bright", film="faded")
def cut_outs(canvas: Canvas, hues: Hues) -> None:
    rng = canvas.rng
    canvas.wash((hues[0],))
    columns, rows = 2, 3 if canvas.h > 1200 else 2
    for row in range(rows):
        for column in range(columns):
            x0, y0 = column * 540, row * canvas.h / rows
            ground, hue = rng.sample(hues, 2)
            canvas.shape(box(x0, y0, x0 + 541, y0 + canvas.h / rows + 1), (ground,))
            place = x0 + 270 + rng.uniform(-30, 30), y0 + canvas.h / rows / 2
            _seaweed(canvas, place, canvas.h / rows * 0.4, hue)
    canvas.texture("stone", 0.14)
    canvas.texture("cloth", 0.06)


def _seaweed(canvas: Canvas, place: tuple[float, float], reach: float, hue: Colour) -> None:
    rng = canvas.rng
    x, y = place
    fingers = rng.randint(4, 6)
    parts: list[Path] = [smooth(at("-12 1, -18 0, 0 -1, 18 0, 12 1", x, y, 1, reach), 6)]
    for i in range(fingers):
        for side in (-1, 1):
            foot = y + reach * (0.8 - 1.4 * i / fingers)
            angle = -pi / 2 + side * rng.uniform(0.7, 1.15)
            parts.append(
                leaf(
                    x,
                    foot,
                    reach * rng.uniform(0.55, 0.85),
                    reach * rng.uniform(0.2, 0.3),
                    angle,
                    -0.3 * side,
                )
            )
    for part in parts:
        canvas.soft([(px + 9, py + 12) for px, py in part], rgb("1d1626"), 0.3, 7)
    with canvas.flat((x - reach, y - reach * 1.4, x + reach, y + reach * 1.2)) as pen:
        for part in parts:
            pen.fill(part, hue)
