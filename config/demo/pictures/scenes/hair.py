"""Hair, hats and scarves, in two layers: behind the head and in front of it."""

from dataclasses import dataclass
from math import cos, pi, sin

from ..brush.canvas import Canvas
from ..brush.colour import Colour, rgb, tone
from ..brush.shapes import Path, clump, oval, smooth, stroke


@dataclass(frozen=True)
class Head:
    """The middle of a face, half its width and half its height."""

    x: float
    y: float
    w: float
    h: float

    def path(self, *points: tuple[float, float]) -> Path:
        """A closed curve through points in half widths and half heights."""
        return smooth([(self.x + u * self.w, self.y + v * self.h) for u, v in points], 8)


STYLES = (
    "short",
    "long",
    "bobbed",
    "curly",
    "frizzy",
    "pinned-up",
    "swept-up",
    "plaited",
    "bald",
    "headscarf",
    "turban",
    "beanie",
    "tied-back",
    "wavy",
    "cropped",
    "hat",
)
HATS = {
    "headscarf": "a headscarf",
    "turban": "a turban",
    "beanie": "a knitted hat",
    "hat": "a straw hat",
}


def back_hair(canvas: Canvas, head: Head, style: str, hair: Colour) -> None:
    dark = tone(hair, -0.22)
    if style in ("long", "hat"):
        canvas.volume(
            head.path("-1.08 -0.5, -1.3 0.5, -1.42 1.7, -0.7 2, 0.7 2, 1.42 1.7, 1.3 0.5, 1.08 -0.5, 0 -1.1"),
            dark,
            0.4,
            0.16,
            0.12,
        )
    elif style == "wavy":
        canvas.volume(
            head.path("-1.1 -0.5, -1.36 0.1, -1.2 0.5, -1.5 0.9, -1.3 1.5, -0.8 1.7, 0.8 1.7, 1.3 1.5, 1.5 0.9, 1.2 0.5, 1.36 0.1, 1.1 -0.5, 0 -1.15"),
            dark,
            0.4,
            0.16,
            0.12,
        )
    elif style == "bobbed":
        canvas.volume(
            head.path("-1.12 -0.5, -1.28 0.3, -1.22 1, -0.6 1.08, 0.6 1.08, 1.22 1, 1.28 0.3, 1.12 -0.5, 0 -1.16"),
            dark,
            0.4,
            0.16,
            0.1,
        )
    elif style == "frizzy":
        canvas.volume(
            oval(head.x, head.y - head.h * 0.38, head.w * 1.7, head.h * 1.3), dark, 0.45, 0.2, 0.5
        )
        _curls(canvas, head, dark, 1.62, 1.2, 0.26, 64)
    elif style == "curly":
        _curls(canvas, head, dark, 1.22, 1.06, 0.26, 46)
    elif style == "pinned-up":
        canvas.volume(
            oval(head.x + head.w * 0.1, head.y - head.h * 1.32, head.w * 0.52, head.h * 0.4),
            hair,
            0.45,
            0.26,
            0.14,
        )
    elif style == "tied-back":
        tail = head.path("0.7 -0.9, 1.5 -0.7, 1.85 0.3, 1.6 1.5, 1.3 1.7, 1.35 0.6, 1 -0.1")
        canvas.volume(tail, dark, 0.45, 0.2, 0.14)
    elif style == "headscarf":
        canvas.soft(
            oval(head.x, head.y, head.w * 1.4, head.h * 1.4), rgb("1c1224"), 0.2, head.h * 0.1
        )


def front_hair(canvas: Canvas, head: Head, style: str, hair: Colour, cloth: Colour) -> None:
    painters = {
        "headscarf": _headscarf,
        "turban": _turban,
        "beanie": _beanie,
        "hat": _straw_hat,
    }
    if style in painters:
        painters[style](canvas, head, cloth)
    elif style == "plaited":
        _cap(canvas, head, hair, part=0.0)
        _plaits(canvas, head, hair)
    elif style == "curly":
        _curls(canvas, head, hair, 1.08, 0.94, 0.2, 40, low=0.62)
    elif style == "frizzy":
        canvas.volume(
            head.path("-1.06 0, -1.2 -0.6, -0.7 -1.3, 0.2 -1.4, 0.9 -1.2, 1.2 -0.5, 1.06 0, 0.86 -0.4, 0.4 -0.72, -0.4 -0.72, -0.86 -0.4"),
            hair,
            0.4,
            0.2,
            0.5,
        )
    elif style == "swept-up":
        _sides(canvas, head, hair)
        canvas.volume(
            head.path("-0.9 -0.5, -1.08 -1, -0.5 -1.5, 0.4 -1.62, 1.06 -1.2, 0.98 -0.5, 0.6 -0.72, 0 -0.66, -0.5 -0.72"),
            hair,
            0.5,
            0.26,
            0.16,
        )
        _strands(canvas, head, hair, -0.5, 0.8)
    elif style == "cropped":
        canvas.volume(
            head.path("-1.03 0, -1.04 -0.6, -0.6 -1.1, 0 -1.18, 0.6 -1.1, 1.04 -0.6, 1.03 0, 0.9 -0.42, 0.5 -0.66, -0.5 -0.66, -0.9 -0.42"),
            hair,
            0.35,
            0.16,
            0.34,
        )
    elif style != "bald":
        _cap(
            canvas,
            head,
            hair,
            part={"short": -0.5, "bobbed": 0.35, "pinned-up": 0.0}.get(style, -0.25),
        )


def _cap(canvas: Canvas, head: Head, hair: Colour, part: float) -> None:
    """Hair combed from a parting to both sides."""
    cap = head.path(
        (-1.05, 0.16),
        (-1.14, -0.45),
        (-0.82, -1.06),
        (0, -1.26),
        (0.82, -1.06),
        (1.14, -0.45),
        (1.05, 0.16),
        (0.93, -0.22),
        (0.62 + part * 0.3, -0.5),
        (part, -0.84),
        (part - 0.12, -0.8),
        (-0.62 + part * 0.2, -0.46),
        (-0.93, -0.2),
    )
    canvas.volume(cap, hair, 0.5, 0.2, 0.12)
    _strands(canvas, head, hair, part, 0.55)


def _strands(canvas: Canvas, head: Head, hair: Colour, part: float, reach: float) -> None:
    x, y, w, h = head.x, head.y, head.w, head.h
    with canvas.flat((x - w * 1.3, y - h * 1.7, x + w * 1.3, y + h * 0.2)) as pen:
        for i in range(7):
            t = (i + 0.5) / 7
            for side, light in ((-1, 0.22), (1, -0.3)):
                curve = smooth(
                    [
                        (x + part * w, y - h * (0.9 + 0.3 * t)),
                        (x + (part + side * reach * t) * w, y - h * (1.12 - 0.16 * t)),
                        (x + side * w * (0.55 + 0.5 * t), y - h * (0.72 - 0.5 * t)),
                    ],
                    6,
                    closed=False,
                )
                pen.line(curve, (*tone(hair, light), 90), h * 0.022)


def _sides(canvas: Canvas, head: Head, hair: Colour) -> None:
    for side in (-1, 1):
        canvas.volume(
            head.path(
                (side * 0.86, -0.9),
                (side * 1.08, -0.5),
                (side * 1.05, 0.14),
                (side * 0.93, -0.1),
                (side * 0.84, -0.5),
            ),
            tone(hair, -0.25),
            0.3,
            0.2,
            0.2,
        )


def _curls(
    canvas: Canvas,
    head: Head,
    hair: Colour,
    rx: float,
    ry: float,
    size: float,
    count: int,
    low: float = 0.5,
) -> None:
    """Locks along an arch over the head, from temple to temple."""
    rng = canvas.rng
    x, y, w, h = head.x, head.y - head.h * 0.2, head.w, head.h
    reach = (rx + size + 0.3) * w, (ry + size + 0.5) * h
    with canvas.flat((x - reach[0], y - reach[1], x + reach[0], y + reach[1])) as pen:
        for i in range(count):
            angle = pi + pi * (i % 23 + rng.uniform(0, 1)) / 23 + rng.uniform(-low, low) * 0.5
            out = rng.uniform(0.78, 1.04)
            px, py = x + cos(angle) * w * rx * out, y + sin(angle) * h * ry * out
            r = w * size * rng.uniform(0.7, 1.15)
            pen.fill(clump(rng, px + r * 0.1, py + r * 0.12, r, r), tone(hair, -0.4))
            pen.fill(clump(rng, px, py, r * 0.9, r * 0.9), tone(hair, rng.uniform(-0.12, 0.06)))
            pen.fill(clump(rng, px - r * 0.25, py - r * 0.3, r * 0.42, r * 0.36), tone(hair, 0.14))


def _plaits(canvas: Canvas, head: Head, hair: Colour) -> None:
    for side in (-1, 1):
        for i in range(6):
            x, y = (
                head.x + side * head.w * (1.08 + 0.06 * (i % 2)),
                head.y + head.h * (0.42 + 0.26 * i),
            )
            canvas.volume(
                oval(x, y, head.w * (0.2 - 0.012 * i), head.h * 0.19, side * 0.5 * (-1) ** i),
                hair,
                0.5,
                0.28,
                0.1,
            )


def _headscarf(canvas: Canvas, head: Head, cloth: Colour) -> None:
    x, y, w, h = head.x, head.y, head.w, head.h
    outer = at("-1.2 0.2, -1.22 -0.6, -0.75 -1.22, 0 -1.36, 0.75 -1.22, 1.22 -0.6, 1.2 0.2, 1.06 0.95, 1.5 1.6, 0.9 2.3, -0.9 2.3, -1.5 1.6, -1.06 0.95")
    inner = at("-0.84 0.2, -0.84 -0.4, -0.46 -0.78, 0 -0.86, 0.46 -0.78, 0.84 -0.4, 0.84 0.2, 0.62 0.74, 0 1.02, -0.62 0.74")
    # A ring: out along the cloth and back along the opening, joined at the chin.
    ring = [*head.path(*outer), *reversed([*head.path(*inner), head.path(*inner)[0]])]
    canvas.volume([*ring, ring[0]], cloth, 0.45, 0.14, 0.05)
    with canvas.flat((x - w * 1.7, y - h * 1.4, x + w * 1.7, y + h * 2.4)) as pen:
        for i in range(5):
            t = i / 4
            fold = smooth(
                [
                    (x - w * (1.0 - 0.2 * t), y + h * (0.5 + 0.3 * t)),
                    (x - w * 0.2 + w * 0.2 * t, y + h * (1.2 + 0.2 * t)),
                    (x + w * (1.1 - 0.3 * t), y + h * (1.2 + 0.3 * t)),
                ],
                8,
                closed=False,
            )
            pen.line(fold, (*tone(cloth, -0.4), 120), h * 0.03)
            pen.line([(px, py - h * 0.04) for px, py in fold], (*tone(cloth, 0.3), 110), h * 0.025)
        pen.line(head.path(*inner), (*tone(cloth, -0.45), 150), h * 0.03)


def _turban(canvas: Canvas, head: Head, cloth: Colour) -> None:
    canvas.volume(
        head.path("-1.06 -0.24, -1.3 -0.8, -0.9 -1.5, 0 -1.72, 0.9 -1.5, 1.3 -0.8, 1.06 -0.24, 0.5 -0.56, 0 -0.72, -0.5 -0.56"),
        cloth,
        0.5,
        0.22,
        0.05,
    )
    x, y, w, h = head.x, head.y, head.w, head.h
    with canvas.flat((x - w * 1.4, y - h * 1.8, x + w * 1.4, y)) as pen:
        for i in range(6):
            for side in (-1, 1):
                fold = smooth(
                    [
                        (x - side * w * 0.1, y - h * (0.74 + 0.12 * i)),
                        (x + side * w * 0.6, y - h * (0.66 + 0.16 * i)),
                        (x + side * w * (1.18 - 0.05 * i), y - h * (0.42 + 0.17 * i)),
                    ],
                    6,
                    closed=False,
                )
                pen.line(fold, (*tone(cloth, -0.4 if side > 0 else 0.25), 130), h * 0.03)


def _beanie(canvas: Canvas, head: Head, cloth: Colour) -> None:
    x, y, w, h = head.x, head.y, head.w, head.h
    canvas.volume(
        head.path("-1.08 -0.5, -1.02 -1.1, -0.5 -1.54, 0 -1.62, 0.5 -1.54, 1.02 -1.1, 1.08 -0.5, 0 -0.6"),
        cloth,
        0.5,
        0.22,
        0.12,
        "cloth",
    )
    band = head.path("-1.14 -0.34, -1.14 -0.7, 0 -0.84, 1.14 -0.7, 1.14 -0.34, 0 -0.46")
    canvas.volume(band, tone(cloth, 0.12), 0.45, 0.2)
    with canvas.flat((x - w * 1.2, y - h, x + w * 1.2, y)) as pen:
        for i in range(-8, 9):
            pen.line(
                [
                    (x + i * w * 0.13, y - h * (0.8 - 0.0011 * i * i)),
                    (x + i * w * 0.13, y - h * (0.44 - 0.0011 * i * i)),
                ],
                (*tone(cloth, -0.4), 120),
                h * 0.02,
            )


def _straw_hat(canvas: Canvas, head: Head, cloth: Colour) -> None:
    straw = rgb("e3c283")
    brim = head.path("-1.9 -0.5, -1 -0.78, 0 -0.84, 1 -0.78, 1.9 -0.5, 1 -0.42, 0 -0.4, -1 -0.42")
    canvas.soft([(px, py + head.h * 0.14) for px, py in brim], rgb("3a2418"), 0.4, head.h * 0.06)
    canvas.volume(
        head.path("-0.94 -0.6, -0.86 -1.26, -0.4 -1.5, 0.4 -1.5, 0.86 -1.26, 0.94 -0.6, 0 -0.7"),
        straw,
        0.4,
        0.22,
        0.2,
        "cloth",
    )
    canvas.shape(
        head.path("-0.95 -0.62, -0.93 -0.84, 0 -0.94, 0.93 -0.84, 0.95 -0.62, 0 -0.74"),
        (cloth, tone(cloth, -0.2)),
    )
    canvas.volume(brim, straw, 0.4, 0.2, 0.2, "cloth")
