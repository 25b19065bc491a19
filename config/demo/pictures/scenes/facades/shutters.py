from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import clump
from config.demo.pictures.scenes.facades.walls import SHADE, slant
from config.demo.pictures.sketch import scene

# Wall, shutter, trim, name
_WALLS = (
    ("e7b25f", "3f6e6a", "f6ecd8", "ochre"),
    ("d98f86", "f3e7da", "f7efe4", "rose"),
    ("e8ddca", "5f7f9e", "ffffff", "cream"),
    ("7fa8a3", "e9c46a", "f4efe2", "sea-green"),
    ("c9573f", "2f4a43", "f2dfc4", "brick-red"),
    ("a9c0d6", "8a3f3a", "ffffff", "pale blue"),
)


@scene("facade", "Shuttered windows of a house in {0[3]}, in slanting sun", _WALLS, mood="sunny")
def shutters(canvas: Canvas, palette: tuple[str, ...]) -> None:
    wall_code, shutter_code, trim_code, _ = palette
    rng = canvas.rng
    wall, shutter, trim = rgb(wall_code), rgb(shutter_code), rgb(trim_code)
    canvas.wash((tone(wall, 0.1), wall, tone(wall, -0.08)))
    canvas.texture("cloud", 0.1)
    canvas.texture("stone", 0.08)
    columns, rows = rng.choice(((2, 2), (3, 3), (3, 2))) if canvas.h > 1000 else (3, 2)
    wide, tall = 1080 / columns, canvas.h / rows
    with canvas.flat() as pen:
        for row in range(rows):
            pen.box(0, tall * row - 9, 1080, tall * row + 9, tone(trim, -0.06))
            pen.box(0, tall * row + 9, 1080, tall * row + 17, (*SHADE, 60))
            for column in range(columns):
                middle = (column + 0.5) * wide, (row + 0.54) * tall
                _window(pen, rng, middle, (wide * 0.19, tall * 0.3), shutter, trim)
    slant(canvas, rng.uniform(-300, 500))


def _window(
    pen: Pen,
    rng: Random,
    at: tuple[float, float],
    half: tuple[float, float],
    shutter: Colour,
    trim: Colour,
) -> None:
    (x, y), (w, h) = at, half
    frame = 10
    pen.box(
        x - w - frame + 14, y - h - frame + 14, x + w + frame + 16, y + h + frame + 14, (*SHADE, 80)
    )
    pen.box(x - w - frame, y - h - frame, x + w + frame, y + h + frame, trim)
    glass = rng.choice((rgb("46606e"), rgb("39505f"), rgb("5d7480")))
    pen.box(x - w, y - h, x + w, y + h, glass)
    pen.fill([(x - w, y - h), (x + w * 0.4, y - h), (x - w, y + h * 0.5)], (*rgb("cfe3ea"), 90))
    if rng.random() < 0.6:
        pen.fill(
            [(x - w, y - h), (x - w * 0.3, y - h), (x - w * 0.75, y + h)], (*rgb("f7f1e6"), 225)
        )
        pen.fill(
            [(x + w, y - h), (x + w * 0.3, y - h), (x + w * 0.75, y + h)], (*rgb("f1e9da"), 225)
        )
    for bar in (-0.02, 0.02):
        pen.box(x + bar * w - 3, y - h, x + bar * w + 3, y + h, trim)
    pen.box(x - w, y - h * 0.2, x + w, y - h * 0.2 + 6, trim)
    shut = rng.random() < 0.22
    for side in (-1, 1):
        _shutter(pen, x + side * (w * 0.5 if shut else w * 1.56 + 8), y, w * 0.5, h + 4, shutter)
    if rng.random() < 0.55:
        _flower_box(pen, rng, x, y + h + frame, w)


def _shutter(pen: Pen, x: float, y: float, w: float, h: float, colour: Colour) -> None:
    pen.box(x - w + 12, y - h + 12, x + w + 12, y + h + 12, (*SHADE, 80))
    pen.box(x - w, y - h, x + w, y + h, colour)
    for part in (-1, 1):
        top = y + (0.06 * h if part > 0 else -h + 0.08 * h)
        bottom = y + (h - 0.08 * h if part > 0 else -0.06 * h)
        pen.box(x - w * 0.78, top, x + w * 0.78, bottom, tone(colour, -0.2))
        slat = top
        while slat < bottom - 8:
            pen.box(x - w * 0.72, slat + 2, x + w * 0.72, slat + 7, tone(colour, 0.14))
            slat += 13


def _flower_box(pen: Pen, rng: Random, x: float, y: float, w: float) -> None:
    bloom = rng.choice(colours("d7263d f46197 f2c14e ffffff c77dff f4845f"))
    pen.box(x - w, y, x + w, y + 34, rgb("8a4b2f"))
    pen.box(x - w, y + 26, x + w, y + 34, rgb("6b3823"))
    for _ in range(34):
        px, py = x + rng.uniform(-w, w) * 1.06, y + rng.gauss(-8, 16)
        pen.fill(clump(rng, px, py, 17, 12), tone(rgb("4f7a3d"), rng.uniform(-0.35, 0.15)))
    for _ in range(26):
        px, py = x + rng.uniform(-w, w), y + rng.gauss(-14, 15)
        pen.fill(clump(rng, px, py, 10, 9), tone(bloom, rng.uniform(-0.15, 0.2)))
