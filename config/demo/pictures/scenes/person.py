"""A drawn person, head and shoulders: first chosen (and so describable), then painted."""

from dataclasses import dataclass
from math import pi
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, arc, box, clump, oval, smooth, stroke
from .hair import HATS, STYLES, Head, back_hair, front_hair

SKINS = colours("f5cdaa eebb93 e0a578 cc8b60 ad7049 8c5638 6b4130 512f22")
_HAIRS = (
    ("black", "2a2226"),
    ("dark brown", "40291f"),
    ("brown", "6b4228"),
    ("chestnut", "8a4a2a"),
    ("red", "b3522a"),
    ("blond", "d9a950"),
    ("fair", "e6c88a"),
    ("grey", "a39e9c"),
    ("white", "dcd6cf"),
)
_DYED = (("pink", "d97f9a"), ("blue", "4a6f9a"))
_CLOTHES = colours(
    "c9573f 2f4a66 e9b44c 3f6f5f f3ece0 8a4a6b 5f7fa8 d98f7a 35353f 9aa86a b5303c 6a5a9a e8a9a0 24504f"
)
TOPS = ("crew neck", "turtleneck", "shirt", "hoodie", "stripes", "jacket")


@dataclass(frozen=True)
class Person:
    skin: Colour
    hair: Colour
    hair_name: str
    style: str
    top: str
    cloth: Colour
    second: Colour
    glasses: str
    beard: str
    mouth: str
    earrings: bool
    freckles: bool
    face: float

    @property
    def words(self) -> str:
        """What one sees: "a person with curly black hair and round glasses"."""
        worn = HATS.get(self.style)
        looks = [
            f"wearing {worn}"
            if worn
            else "without hair"
            if self.style == "bald"
            else f"with {self.style} {self.hair_name} hair"
        ]
        looks += [f"{self.glasses} glasses"] if self.glasses else []
        looks += ["a beard"] if self.beard == "full" else ["a moustache"] if self.beard else []
        return f"a person {looks[0]}" + (f" and {looks[-1]}" if len(looks) > 1 else "")


def choose(rng: Random) -> Person:
    skin = rng.choice(SKINS)
    dark = SKINS.index(skin) >= 4
    dyed = rng.random() < 0.12
    name, code = rng.choice(
        _DYED if dyed else _HAIRS[:3] if dark and rng.random() < 0.85 else _HAIRS
    )
    style = rng.choice(STYLES)
    manly = (
        not dyed
        and style in ("short", "swept-up", "bald", "turban", "beanie", "cropped")
        and rng.random() < 0.62
    )
    cloth, second = rng.sample(_CLOTHES, 2)
    return Person(
        skin,
        rgb(code),
        name,
        style,
        rng.choice(TOPS),
        cloth,
        second,
        rng.choice(("", "", "", "round", "square", "dark")),
        rng.choice(("full", "full", "moustache", "")) if manly else "",
        rng.choice(("smile", "smile", "grin", "calm")),
        not manly and rng.random() < 0.5,
        not dark and rng.random() < 0.3,
        rng.uniform(0.92, 1.08),
    )


def paint_person(canvas: Canvas, person: Person, x: float, y: float, size: float) -> None:
    """The middle of the face is at (x, y); the size is half the height of the head."""
    head = Head(x, y, size * 0.78 * person.face, size)
    back_hair(canvas, head, person.style, person.hair)
    _neck(canvas, head, person.skin)
    _clothes(canvas, head, person)
    _face(canvas, head, person)
    front_hair(canvas, head, person.style, person.hair, person.second)
    _glasses(canvas, head, person)


def _neck(canvas: Canvas, head: Head, skin: Colour) -> None:
    w, h = head.w, head.h
    neck = smooth(
        at("-0.42 0.4, 0.42 0.4, 0.5 1.5, 0 1.75, -0.5 1.5", head.x, head.y, w, h),
        6,
    )
    canvas.volume(
        neck, mix(skin, rgb("6b2430"), 0.14), 0.3, 0.25, dark=mix(skin, rgb("5a1f2c"), 0.5)
    )
    canvas.soft(
        oval(head.x + w * 0.1, head.y + h * 1.02, w * 0.6, h * 0.26),
        mix(skin, rgb("5a1f2c"), 0.6),
        0.55,
        h * 0.07,
    )


def _clothes(canvas: Canvas, head: Head, person: Person) -> None:
    x, w, h = head.x, head.w, head.h
    top, cloth = head.y + h * 1.32, person.cloth
    wide = w * 2.3
    body = smooth(
        [
            (x - w * 0.52, top),
            (x - wide * 0.72, top + h * 0.32),
            (x - wide, top + h * 0.9),
            (x - wide * 1.06, top + h * 3),
            (x + wide * 1.06, top + h * 3),
            (x + wide, top + h * 0.9),
            (x + wide * 0.72, top + h * 0.32),
            (x + w * 0.52, top),
            (x, top + h * (0.3 if person.top != "turtleneck" else 0.1)),
        ],
        6,
    )
    canvas.soft([(px, py - h * 0.04) for px, py in body], rgb("1c1224"), 0.25, h * 0.12)
    canvas.volume(body, cloth, 0.45, 0.16, 0.06, "cloth")
    with canvas.flat((x - wide * 1.1, top - h * 0.5, x + wide * 1.1, head.y + h * 4.4)) as pen:
        _detail(pen, head, person, top, wide)


def _detail(pen: Pen, head: Head, person: Person, top: float, wide: float) -> None:
    x, w, h, cloth = head.x, head.w, head.h, person.cloth
    dark = tone(cloth, -0.35)
    neckline = arc(x, top + h * 0.02, w * 0.56, h * 0.32, 0, pi)
    if person.top == "turtleneck":
        pen.fill(
            smooth(
                at("-0.52 -0.32, 0 -0.24, 0.52 -0.32, 0.58 0.16, 0 0.3, -0.58 0.16", x, top, w, h),
                6,
            ),
            tone(cloth, 0.08),
        )
        pen.line(
            smooth(
                [(x - w * 0.56, top + h * 0.1), (x, top + h * 0.24), (x + w * 0.56, top + h * 0.1)],
                6,
                closed=False,
            ),
            dark,
            h * 0.03,
        )
    elif person.top == "shirt":
        for side in (-1, 1):
            pen.fill(
                at("0.5 -0.16, 0.02 0.34, 0.5 0.62, 0.8 0.12", x, top, side * w, h),
                tone(cloth, 0.22 if side < 0 else 0.08),
            )
        pen.line([(x, top + h * 0.34), (x, top + h * 3)], dark, h * 0.02)
        for i in range(3):
            pen.dot(x + w * 0.06, top + h * (0.7 + 0.5 * i), h * 0.035, tone(cloth, 0.4))
    elif person.top == "stripes":
        for i in range(6):
            y = top + h * (0.42 + 0.34 * i)
            reach = wide * min(1.05, 0.6 + 0.2 * i)
            pen.line(
                smooth(
                    [(x - reach, y + h * 0.1), (x, y + h * 0.14), (x + reach, y + h * 0.1)],
                    8,
                    closed=False,
                ),
                mix(person.second, cloth, 0.1),
                h * 0.13,
            )
        pen.line(neckline, tone(cloth, 0.3), h * 0.07)
    elif person.top == "jacket":
        pen.fill(
            at("-0.5 0.02, 0.5 0.02, 0.1 2.6, -0.1 2.6", x, top, w, h),
            person.second,
        )
        pen.line(neckline, tone(person.second, -0.3), h * 0.06)
        for side in (-1, 1):
            pen.fill(
                at("0.5 -0.1, 0.96 0.3, 0.74 0.9, 0.9 1, 0.08 2.7", x, top, side * w, h),
                tone(cloth, 0.12 if side < 0 else -0.16),
            )
    elif person.top == "hoodie":
        pen.fill(
            smooth(
                at("-0.6 -0.1, -1.06 0.3, -0.3 0.62, 0 0.52, 0.3 0.62, 1.06 0.3, 0.6 -0.1, 0 0.34", x, top, w, h),
                6,
            ),
            tone(cloth, -0.2),
        )
        for side in (-1, 1):
            pen.line(
                [(x + side * w * 0.26, top + h * 0.56), (x + side * w * 0.3, top + h * 1.2)],
                tone(cloth, 0.5),
                h * 0.045,
            )
    else:
        pen.line(neckline, tone(cloth, 0.2), h * 0.09)
        pen.line([(px, py + h * 0.06) for px, py in neckline], dark, h * 0.015)


def _face(canvas: Canvas, head: Head, person: Person) -> None:
    x, y, w, h, skin = head.x, head.y, head.w, head.h, person.skin
    for side in (-1, 1):
        canvas.volume(
            oval(x + side * w * 0.99, y + h * 0.12, w * 0.16, h * 0.2, side * 0.15),
            tone(skin, -0.08 if side < 0 else -0.2),
            0.4,
        )
    outline = smooth(
        at("0 -1, -0.72 -0.76, -1 -0.1, -0.9 0.42, -0.5 0.86, 0 1, 0.5 0.86, 0.9 0.42, 1 -0.1, 0.72 -0.76", x, y, w, h),
        8,
    )
    canvas.volume(outline, skin, 0.3, 0.2, dark=mix(skin, rgb("6b2430"), 0.42))
    blush = mix(skin, rgb("d9534f"), 0.45)
    for side in (-1, 1):
        canvas.soft(
            oval(x + side * w * 0.52, y + h * 0.34, w * 0.22, h * 0.13), blush, 0.4, h * 0.09
        )
    canvas.soft(
        at("0.5 -0.8, 0.96 0, 0.5 0.84, 0.62 0.2", x, y, w, h),
        mix(skin, rgb("6b2430"), 0.5),
        0.35,
        h * 0.1,
    )
    if person.beard:
        _beard(canvas, head, person)
    with canvas.flat((x - w * 1.2, y - h, x + w * 1.2, y + h * 1.1)) as pen:
        _features(pen, canvas.rng, head, person)


def _features(pen: Pen, rng: Random, head: Head, person: Person) -> None:
    x, y, w, h, skin = head.x, head.y, head.w, head.h, person.skin
    ink = mix(rgb("2a1a1c"), person.hair, 0.25)
    brow = (
        tone(person.hair, -0.2)
        if person.hair_name not in ("white", "grey", "fair", "pink", "blue")
        else mix(rgb("7a5f4f"), skin, 0.2)
    )
    for side in (-1, 1):
        ex, ey = x + side * w * 0.4, y + h * 0.06
        if person.mouth == "grin":
            pen.line(arc(ex, ey + h * 0.05, w * 0.14, h * 0.08, pi * 1.1, pi * 1.9), ink, h * 0.05)
        else:
            pen.dot(ex, ey, w * 0.15, rgb("fdf6ee"), h * 0.085)
            pen.dot(ex, ey, w * 0.085, ink, h * 0.082)
            pen.dot(ex - w * 0.03, ey - h * 0.03, w * 0.026, rgb("ffffff"))
            pen.line(arc(ex, ey, w * 0.165, h * 0.095, pi * 1.04, pi * 1.96), ink, h * 0.036)
        arch = [
            (ex - side * w * 0.19, y - h * 0.13),
            (ex, y - h * 0.2),
            (ex + side * w * 0.2, y - h * 0.15),
        ]
        pen.fill(stroke(smooth(arch, 6, closed=False), h * 0.055, h * 0.03), brow)
        if person.earrings:
            pen.dot(x + side * w * 1.02, y + h * 0.36, w * 0.065, rgb("e9bf55"))
            pen.dot(x + side * w * 1.01, y + h * 0.35, w * 0.03, rgb("fff1c4"))
    nose = smooth(
        at("0.05 0.02, 0.15 0.32, 0.02 0.38, -0.08 0.35", x, y, w, h),
        6,
        closed=False,
    )
    pen.line(nose, mix(skin, rgb("5a1f2c"), 0.45), h * 0.032)
    pen.dot(x + w * 0.02, y + h * 0.26, w * 0.05, (*tone(skin, 0.5), 120), h * 0.05)
    _mouth(pen, head, person)
    if person.freckles:
        for _ in range(18):
            pen.dot(
                x + rng.choice((-1, 1)) * w * rng.uniform(0.2, 0.62),
                y + h * rng.uniform(0.2, 0.4),
                w * 0.018,
                (*tone(skin, -0.4), 150),
            )


def _mouth(pen: Pen, head: Head, person: Person) -> None:
    x, y, w, h = head.x, head.y + head.h * 0.58, head.w, head.h
    lip = mix(person.skin, rgb("b5303f"), 0.55)
    if person.mouth == "grin":
        pen.fill(
            [*arc(x, y - h * 0.05, w * 0.3, h * 0.2, 0, pi), (x - w * 0.3, y - h * 0.05)],
            tone(lip, -0.55),
        )
        pen.fill(
            at("-0.27 -0.05, 0.27 -0.05, 0.22 0.03, -0.22 0.03", x, y, w, h),
            rgb("fffaf4"),
        )
    elif person.mouth == "smile":
        curve = smooth(
            at("-0.28 -0.05, -0.12 0.04, 0.12 0.04, 0.28 -0.05", x, y, w, h),
            8,
            closed=False,
        )
        pen.fill([*curve, (x + w * 0.1, y + h * 0.12), (x - w * 0.1, y + h * 0.12)], lip)
        pen.line(curve, tone(lip, -0.5), h * 0.028)
    else:
        pen.fill(oval(x, y + h * 0.02, w * 0.2, h * 0.055), lip)
        pen.line(
            [(x - w * 0.21, y + h * 0.01), (x, y + h * 0.025), (x + w * 0.21, y + h * 0.01)],
            tone(lip, -0.5),
            h * 0.026,
        )


def _beard(canvas: Canvas, head: Head, person: Person) -> None:
    x, y, w, h = head.x, head.y, head.w, head.h
    hair = tone(person.hair, -0.1)
    if person.beard == "full":
        jaw = smooth(
            at("-0.99 0.04, -0.94 0.55, -0.5 1.04, 0 1.16, 0.5 1.04, 0.94 0.55, 0.99 0.04, 0.78 0.36, 0.34 0.44, 0 0.42, -0.34 0.44, -0.78 0.36", x, y, w, h),
            6,
        )
        canvas.volume(jaw, hair, 0.4, 0.16, 0.3)
    else:
        lip = smooth(
            at("-0.38 0.56, -0.14 0.42, 0 0.45, 0.14 0.42, 0.38 0.56, 0 0.54", x, y, w, h),
            6,
        )
        canvas.volume(lip, hair, 0.4, 0.2, 0.2)


def _glasses(canvas: Canvas, head: Head, person: Person) -> None:
    if not person.glasses:
        return
    x, y, w, h = head.x, head.y + head.h * 0.07, head.w, head.h
    frame = rgb("2b2430") if person.glasses != "round" else rgb("8a5a2b")
    with canvas.flat((x - w * 1.2, y - h * 0.4, x + w * 1.2, y + h * 0.4)) as pen:
        for side in (-1, 1):
            cx = x + side * w * 0.42
            if person.glasses == "round":
                pen.dot(cx, y, w * 0.3, (255, 255, 255, 46))
                pen.ring(cx, y, w * 0.31, frame, h * 0.035)
            else:
                lens = (*frame, 225) if person.glasses == "dark" else (255, 255, 255, 46)
                pen.box(cx - w * 0.32, y - h * 0.19, cx + w * 0.32, y + h * 0.19, frame, w * 0.1)
                pen.box(
                    cx - w * 0.27, y - h * 0.15, cx + w * 0.27, y + h * 0.15, person.skin, w * 0.08
                )
                pen.box(cx - w * 0.27, y - h * 0.15, cx + w * 0.27, y + h * 0.15, lens, w * 0.08)
                if person.glasses == "square":
                    pen.dot(cx, y, w * 0.085, rgb("2a1a1c"), h * 0.082)
            pen.fill(
                at("-0.16 -0.12, -0.04 -0.12, -0.14 0.1, -0.22 0.06", cx, y, w, h),
                (255, 255, 255, 80),
            )
            pen.line(
                [(x + side * w * 0.73, y - h * 0.02), (x + side * w * 0.99, y - h * 0.04)],
                frame,
                h * 0.035,
            )
        pen.line(
            [(x - w * 0.11, y - h * 0.02), (x, y - h * 0.05), (x + w * 0.11, y - h * 0.02)],
            frame,
            h * 0.035,
        )
