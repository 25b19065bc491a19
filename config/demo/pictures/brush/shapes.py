"""Outlines: every function returns points in the canvas's own units (1080 across)."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import cos, hypot, pi, sin
from random import Random

Point = tuple[float, float]
Path = list[Point]


def smooth(points: Sequence[Point], steps: int = 8, closed: bool = True) -> Path:
    """A Catmull-Rom curve through the points."""
    n = len(points)
    path: Path = []
    for i in range(n if closed else n - 1):
        a, b, c, d = (_pick(points, i + j, closed) for j in (-1, 0, 1, 2))
        path += [_spline(a, b, c, d, s / steps) for s in range(steps)]
    return path if closed else [*path, points[-1]]


def _pick(points: Sequence[Point], index: int, closed: bool) -> Point:
    n = len(points)
    return points[index % n] if closed else points[min(max(index, 0), n - 1)]


def _spline(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    t2, t3 = t * t, t * t * t
    wa, wb = -t3 + 2 * t2 - t, 3 * t3 - 5 * t2 + 2
    wc, wd = -3 * t3 + 4 * t2 + t, t3 - t2
    return (
        (wa * a[0] + wb * b[0] + wc * c[0] + wd * d[0]) / 2,
        (wa * a[1] + wb * b[1] + wc * c[1] + wd * d[1]) / 2,
    )


def oval(x: float, y: float, rx: float, ry: float, turn: float = 0, n: int = 48) -> Path:
    return arc(x, y, rx, ry, 0, 2 * pi * (n - 1) / n, turn, n)


def arc(
    x: float, y: float, rx: float, ry: float, start: float, end: float, turn: float = 0, n: int = 32
) -> Path:
    c, s = cos(turn), sin(turn)
    path: Path = []
    for i in range(n):
        angle = start + (end - start) * i / (n - 1)
        u, v = rx * cos(angle), ry * sin(angle)
        path.append((x + u * c - v * s, y + u * s + v * c))
    return path


def blob(
    rng: Random, x: float, y: float, rx: float, ry: float, wobble: float = 0.12, n: int = 9
) -> Path:
    """An oval that no compass drew."""
    points: Path = []
    for i in range(n):
        angle = 2 * pi * (i + rng.uniform(-0.2, 0.2)) / n
        reach = 1 + rng.uniform(-wobble, wobble)
        points.append((x + rx * reach * cos(angle), y + ry * reach * sin(angle)))
    return smooth(points, 6)


def clump(rng: Random, x: float, y: float, rx: float, ry: float) -> Path:
    """A small uneven spot from a stock of them: for leaves and crowns by the hundred."""
    return [(x + px * rx, y + py * ry) for px, py in _stock(rng.randrange(24))]


@cache
def _stock(index: int) -> Path:
    return blob(Random(index), 0, 0, 1, 1, 0.2, 7)[::2]


def box(x0: float, y0: float, x1: float, y1: float) -> Path:
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def ridge(
    rng: Random, y: float, height: float, rough: float = 0.5, x0: float = -20, x1: float = 1100
) -> Path:
    """A skyline by midpoint displacement, left to right."""
    line = [rng.uniform(-0.5, 0.5) for _ in range(4)]
    spread = 0.5
    while len(line) < 150:
        spread *= rough
        longer: list[float] = []
        for a, b in pairwise(line):
            longer += [a, (a + b) / 2 + rng.uniform(-spread, spread)]
        line = [*longer, line[-1]]
    step = (x1 - x0) / (len(line) - 1)
    return [(x0 + i * step, y + v * height) for i, v in enumerate(line)]


def swell(y: float, height: float, phase: float, length: float = 300) -> Path:
    """A regular wave from side to side."""
    return [(x, y + height * sin(phase + x / length * 2 * pi)) for x in range(-20, 1110, 30)]


def down_to(line: Path, floor: float) -> Path:
    """Closes a skyline into the land below it."""
    return [*line, (line[-1][0], floor), (line[0][0], floor)]


def leaf(x: float, y: float, length: float, width: float, angle: float, bend: float = 0) -> Path:
    """A pointed leaf that grows from (x, y) towards the angle."""
    along_x, along_y = length * cos(angle), length * sin(angle)
    across_x, across_y = -width * sin(angle), width * cos(angle)
    sag = bend * length / width * 0.5 if width else 0.0
    outline = [(t, v + sag * arch) for t, v, arch in _blade()]
    return [(x + t * along_x + v * across_x, y + t * along_y + v * across_y) for t, v in outline]


@cache
def _blade() -> list[tuple[float, float, float]]:
    """A leaf of length and width 1, and how far each point follows a bend."""
    left = [(t, 0.5 * sin(pi * t**0.8)) for t in (0.0, 0.15, 0.35, 0.6, 0.8, 1.0)]
    right = [(t, -v) for t, v in reversed(left[1:-1])]
    return [(t, v, sin(pi * min(max(t, 0.0), 1.0))) for t, v in smooth([*left, *right], 3)]


def lathe(x: float, profile: Sequence[Point], steps: int = 6) -> Path:
    """A thing turned on a wheel: (height from above, half width) pairs around the axis x."""
    right = smooth([(x + half, y) for y, half in profile], steps, closed=False)
    return [*right, *((2 * x - px, py) for px, py in reversed(right))]


def stroke(line: Sequence[Point], start: float, end: float | None = None) -> Path:
    """A line with a body that may taper: its widths at both ends."""
    end = start if end is None else end
    left: Path = []
    right: Path = []
    last = len(line) - 1
    for i, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(i - 1, 0)], line[min(i + 1, last)]
        size = hypot(bx - ax, by - ay) or 1.0
        half = (start + (end - start) * i / last) / 2
        nx, ny = (ay - by) / size * half, (bx - ax) / size * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return [*left, *reversed(right)]


def moved(path: Sequence[Point], dx: float, dy: float, sx: float = 1, sy: float = 1) -> Path:
    return [(x * sx + dx, y * sy + dy) for x, y in path]


def turned(path: Sequence[Point], angle: float, about: Point = (0, 0)) -> Path:
    c, s = cos(angle), sin(angle)
    ox, oy = about
    return [(ox + (x - ox) * c - (y - oy) * s, oy + (x - ox) * s + (y - oy) * c) for x, y in path]


def bounds(path: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in path], [p[1] for p in path]
    return min(xs), min(ys), max(xs), max(ys)


def at(text: str, x: float = 0, y: float = 0, sx: float = 1, sy: float | None = None) -> Path:
    """Points from words, as "u v, u v": scaled, then moved to (x, y)."""
    sy = sx if sy is None else sy
    return [(x + u * sx, y + v * sy) for u, v in _numbers(text)]


@cache
def _numbers(text: str) -> tuple[Point, ...]:
    return tuple((float(u), float(v)) for u, v in (pair.split() for pair in text.split(",")))
