from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb
from config.demo.pictures.brush.shapes import Path, arc, oval, smooth, stroke, turned
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.food.serving import dish, lay_plate


@dish("latte", "A cup of coffee with a leaf drawn in the milk foam")
def latte(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    lay_plate(canvas, x, y, r, plate)
    cup = mix(plate, rgb("ffffff"), 0.3) if sum(plate) > 380 else rgb("f3ece0")
    side = canvas.rng.choice((-1, 1))
    s = r * 0.6
    canvas.soft(oval(x + s * 0.16, y + s * 0.2, s * 1.05, s * 1.05), SHADOW, 0.55, s * 0.12)
    canvas.volume(
        stroke(
            [(x + side * s * 0.9, y + s * 0.2), (x + side * s * 1.38, y + s * 0.36)],
            s * 0.24,
            s * 0.3,
        ),
        cup,
        0.4,
        0.3,
    )
    canvas.volume(oval(x, y, s, s, n=64), cup, 0.4, 0.08)
    canvas.volume(oval(x, y, s * 0.88, s * 0.88, n=64), rgb("8a5230"), 0.4, 0.1)
    foam = rgb("f3dfbf")
    tilt = canvas.rng.uniform(-0.5, 0.5)
    parts = [_leaflet(i, half) for i in range(5) for half in (-1, 1)]
    with canvas.flat((x - s, y - s, x + s, y + s)) as pen:
        for part in parts:
            leaflet = [(x + u * s, y - v * s) for u, v in part]
            pen.fill(turned(smooth(leaflet, 6), tilt, (x, y)), foam)
        pen.line(
            turned([(x, y + s * 0.68), (x, y - s * 0.64)], tilt, (x, y)), rgb("8a5230"), s * 0.035
        )
    canvas.soft(arc(x, y, s * 0.7, s * 0.7, pi * 1.05, pi * 1.5), rgb("fff4e0"), 0.3, 10)


def _leaflet(i: int, half: int) -> Path:
    """One of the foam's leaflets, in shares of the cup."""
    v, width = 0.25 * i - 0.5, half * (0.5 - 0.07 * i)
    return [
        (half * 0.02, v - 0.12),
        (width, v + 0.1),
        (width * 0.9, v + 0.22),
        (half * 0.02, v + 0.06),
    ]
