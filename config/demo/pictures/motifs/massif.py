"""One great mountain: spines that run down from the summit, flanks in light and in shadow."""

from dataclasses import dataclass
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw

from config.demo.pictures.brush import noise
from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, tone
from config.demo.pictures.brush.paint import coloured, fade, size_of
from config.demo.pictures.brush.shapes import Path, Point, bounds
from config.demo.pictures.motifs.hours import Hour


@dataclass(frozen=True)
class Peak:
    x: float
    top: float
    floor: float
    left: float
    right: float


def massif(canvas: Canvas, hour: Hour, peak: Peak, rock: Colour, snow: float) -> None:
    """Paints the peak; snow covers the upper part given (0 to 1)."""
    rng = canvas.rng
    spines = _spines(rng, peak)
    outline: Path = [*reversed(spines[0]), *spines[-1][1:]]
    area = canvas.pixels(bounds(outline))
    if area is None:
        return
    size = size_of(area)
    light = _flanks(canvas, spines, (area[0], area[1]), size)
    air = mix(rock, hour.far, 0.4)
    stone = coloured(light, (tone(air, -0.62), tone(air, -0.3), mix(air, hour.light, 0.3)))
    if snow:
        blue = mix(hour.sky[0], hour.far, 0.6)
        white = coloured(light, (tone(blue, -0.15), blue, mix(blue, hour.light, 0.8), hour.light))
        stone.paste(white, (0, 0), _cover(rng, size, snow))
    canvas.image.paste(stone, area[:2], canvas.mask(outline, area))


def _spines(rng: Random, peak: Peak) -> list[Path]:
    """Jagged lines from the summit to the foot, from left to right."""
    count = rng.randint(6, 8)
    summit = (peak.x, peak.top)
    feet: list[Point] = []
    for i in range(count):
        t = (i + rng.uniform(-0.25, 0.25) * (0 < i < count - 1)) / (count - 1)
        feet.append((peak.left + (peak.right - peak.left) * t, peak.floor))
    return [_crooked(rng, summit, foot) for foot in feet]


def _crooked(rng: Random, start: Point, end: Point) -> Path:
    line = [start, end]
    spread = abs(end[1] - start[1]) * 0.085
    while len(line) < 33:
        longer: Path = []
        for a, b in pairwise(line):
            # A concave fall: mountains are steeper near the top.
            sag = spread * 0.5 if len(line) < 4 else 0
            middle = (
                (a[0] + b[0]) / 2 + rng.uniform(-spread, spread),
                (a[1] + b[1]) / 2 + sag + rng.uniform(-spread, spread) * 0.55,
            )
            longer += [a, middle]
        line = [*longer, line[-1]]
        spread *= 0.55
    return line


def _flanks(
    canvas: Canvas, spines: list[Path], corner: tuple[int, int], size: tuple[int, int]
) -> Image.Image:
    """How much light each point of the mountain gets."""
    rng, k = canvas.rng, canvas.k
    field = Image.new("L", size, 128)
    pen = ImageDraw.Draw(field)
    for i, (a, b) in enumerate(pairwise(spines)):
        lit = 205 if i % 2 == 0 else 70
        level = lit + rng.randint(-22, 22) - (40 * i) // len(spines)
        face = [(x * k - corner[0], y * k - corner[1]) for x, y in [*a, *reversed(b)]]
        pen.polygon(face, fill=level)
        for _ in range(7):
            pen.polygon(_rib(rng, a, b, corner, k), fill=275 - level + rng.randint(-50, 10))
    crag = noise.cut("crag", rng, size).point([round(128 + (i - 128) * 0.42) for i in range(256)])
    return ImageChops.add(field, crag, 1, -128)


def _rib(rng: Random, a: Path, b: Path, corner: tuple[int, int], k: float) -> Path:
    """A rib on a flank, facing the other way."""
    i = rng.randint(3, 26)
    t = rng.uniform(0.1, 0.8)
    start = _between(a[i], b[i], t)
    end = _between(a[i + 6], b[i + 6], t + rng.uniform(-0.1, 0.1))
    side = _between(a[i + 5], b[i + 5], t + rng.uniform(0.07, 0.2))
    return [(x * k - corner[0], y * k - corner[1]) for x, y in (start, end, side)]


def _between(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _cover(rng: Random, size: tuple[int, int], snow: float) -> Image.Image:
    fall = fade((1, 0), size)
    torn = noise.cut("crag", rng, size).point([round(128 + (i - 128) * 0.9) for i in range(256)])
    field = ImageChops.add(fall, torn, 1, -128)
    limit = 255 * (1 - snow)
    return field.point([round(min(255, max(0, (i - limit) * 7))) for i in range(256)])
