"""Land and trees, as several families need them."""

from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops

from config.demo.pictures.brush import noise
from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, tone
from config.demo.pictures.brush.paint import fade, size_of
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import Path, Point, at, down_to, ridge
from config.demo.pictures.motifs.hours import Hour

Disc = tuple[float, float, float]


def sky(
    canvas: Canvas, hour: Hour, horizon: float, clouds: float, disc: Disc | None = None
) -> None:
    """The sky with its light; the disc is (x, y, radius) of the sun or the moon."""
    with canvas.afar():
        canvas.wash(hour.sky, 0, horizon)
        canvas.wash(hour.sky[-1:], horizon - 1)
        pale = mix(hour.sky[-1], hour.light, 0.6)
        canvas.clouds(pale, 0.75 * clouds + 0.2, -horizon * 0.2, horizon, clouds, 1.3)
        if disc:
            x, y, size = disc
            canvas.glow(x, y, size * 20, hour.light, 0.5, 3)
            canvas.glow(x, y, size * 6, hour.light, 0.7, 2)
    if disc:
        with canvas.flat((x - size, y - size, x + size, y + size)) as pen:
            pen.dot(x, y, size, hour.light)


def ranges(
    canvas: Canvas, hour: Hour, top: float, floor: float, count: int, height: float = 130
) -> None:
    """Ridges behind ridges, each nearer one darker, with mist in the valleys between."""
    for i in range(count):
        near = (i + 1) / count
        y = top + (floor - top) * i / count
        path = down_to(ridge(canvas.rng, y, height * (0.7 + 0.5 * near), 0.52), floor + 20)
        colour = mix(hour.far, hour.near, near**1.3 * 0.92)
        haze = mix(colour, hour.sky[-1], 0.5 * (1 - near * 0.6))
        canvas.shape(path, (colour, colour, haze))


def cloud_bank(canvas: Canvas, top: float, bottom: float, colour: Colour, dense: float = 1) -> None:
    """Cloud seen from above: ragged at its upper edge, closed below."""
    area = canvas.pixels((0, top, canvas.w, bottom))
    if area is None:
        return
    width, height = size_of(area)
    low = max(2, width // 3), max(2, height // 3)
    ragged = noise.cut("cloud", canvas.rng, (low[0], low[1] * 2), 0.4).resize(low)
    field = ImageChops.add(fade((0, 0.75, 1, 1), low), ragged, 1, -110)
    field = field.point([round(min(255, max(0, (i - 60) * 1.7)) * dense) for i in range(256)])
    canvas.image.paste(colour, area, field.resize((width, height), Image.Resampling.BILINEAR))


def river(way: Sequence[Point], start: float, end: float) -> Path:
    """A band along a way that only ever comes nearer: level banks, no knots in the bends."""
    first, last = way[0][1], way[-1][1]
    halves = [(start + (end - start) * ((y - first) / (last - first)) ** 1.3) / 2 for _, y in way]
    left = [(x - half, y) for (x, y), half in zip(way, halves, strict=True)]
    right = [(x + half, y) for (x, y), half in zip(way, halves, strict=True)]
    return [*left, *reversed(right)]


def pine(rng: Random, x: float, foot: float, height: float) -> Path:
    width = height * rng.uniform(0.17, 0.24)
    left: Path = []
    right: Path = []
    tiers = 7
    for i in range(1, tiers + 1):
        y = foot - height * (1 - i / tiers)
        reach = width * (i / tiers) ** 0.9
        left += [(x - reach * rng.uniform(0.85, 1.15), y), (x - reach * 0.45, y - height * 0.02)]
        right += [(x + reach * rng.uniform(0.85, 1.15), y), (x + reach * 0.45, y - height * 0.02)]
    return [(x, foot - height * 1.12), *right, *reversed(left)]


def pines(pen: Pen, rng: Random, line: Path, colour: Colour, height: float, every: float) -> None:
    """A wood along a line."""
    x = line[0][0]
    while x < line[-1][0]:
        index = min(
            int((x - line[0][0]) / (line[-1][0] - line[0][0]) * (len(line) - 1)), len(line) - 1
        )
        tall = height * rng.uniform(0.55, 1.1)
        pen.fill(pine(rng, x, line[index][1] + 12, tall), tone(colour, rng.uniform(-0.12, 0.08)))
        x += every * rng.uniform(0.5, 1.4)


def birds(
    pen: Pen, rng: Random, x: float, y: float, count: int, ink: Colour, size: float = 16
) -> None:
    for _ in range(count):
        bx, by = x + rng.gauss(0, 70), y + rng.gauss(0, 36)
        s = size * rng.uniform(0.5, 1)
        lift = s * rng.uniform(0.25, 0.5)
        pen.line(at("-1 -1, -0.4 -1.1, 0 0, 0.4 -1.1, 1 -1", bx, by, s, lift), ink, 2.4)


def glints(
    canvas: Canvas, x: float, top: float, spread: float, ink: Colour, count: int = 160
) -> None:
    """The path of a light on the water, towards us."""
    rng = canvas.rng
    with canvas.flat((0, top, canvas.w, canvas.h)) as pen:
        for _ in range(count):
            near = rng.random() ** 1.4
            y = top + 4 + near * (canvas.h - top)
            off = rng.gauss(0, 0.3) * spread * (0.25 + near)
            half = rng.uniform(6, 36) * (0.25 + near)
            pen.dot(x + off, y, half, (*ink, round(150 - 80 * near)), max(0.8, 2.6 * near))
