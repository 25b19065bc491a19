"""The neck, the shoulders, and what is worn on them."""

from collections.abc import Callable
from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import Path, arc
from config.demo.pictures.motifs.people.head import Head
from config.demo.pictures.motifs.people.person import Person

_SHOULDERS = (
    "-0.52 1.32, -1.66 1.64, -2.3 2.22, -2.44 4.32, 2.44 4.32, 2.3 2.22, 1.66 1.64, 0.52 1.32"
)


def paint_clothes(canvas: Canvas, head: Head, person: Person) -> None:
    _neck(canvas, head, person)
    throat = 1.42 if person.top == "turtleneck" else 1.62
    body = head.path(f"{_SHOULDERS}, 0 {throat}")
    canvas.soft([(x, y - head.h * 0.04) for x, y in body], rgb("1c1224"), 0.25, head.h * 0.12)
    canvas.volume(body, person.cloth, 0.45, 0.16, 0.06, "cloth")
    with canvas.flat(head.area(-2.6, 0.8, 2.6, 4.4)) as pen:
        _TOPS.get(person.top, _crew_neck)(pen, head, person)


def _neck(canvas: Canvas, head: Head, person: Person) -> None:
    skin, shade = person.skin, rgb("5a1f2c")
    neck = head.path("-0.42 0.4, 0.42 0.4, 0.5 1.5, 0 1.75, -0.5 1.5")
    canvas.volume(neck, mix(skin, shade, 0.14), 0.3, 0.25, dark=mix(skin, shade, 0.5))
    canvas.soft(head.oval(0.1, 1.02, 0.6, 0.26), mix(skin, shade, 0.6), 0.55, head.h * 0.07)


def _neckline(head: Head) -> Path:
    return arc(*head.spot(0, 1.34), head.w * 0.56, head.h * 0.32, 0, pi)


def _crew_neck(pen: Pen, head: Head, person: Person) -> None:
    line = _neckline(head)
    pen.line(line, tone(person.cloth, 0.2), head.h * 0.09)
    edge = [(x, y + head.h * 0.06) for x, y in line]
    pen.line(edge, tone(person.cloth, -0.35), head.h * 0.015)


def _turtleneck(pen: Pen, head: Head, person: Person) -> None:
    collar = head.path("-0.52 1, 0 1.08, 0.52 1, 0.58 1.48, 0 1.62, -0.58 1.48")
    pen.fill(collar, tone(person.cloth, 0.08))
    fold = head.line("-0.56 1.42, 0 1.56, 0.56 1.42")
    pen.line(fold, tone(person.cloth, -0.35), head.h * 0.03)


def _shirt(pen: Pen, head: Head, person: Person) -> None:
    for side, light in ((-1, 0.22), (1, 0.08)):
        flap = head.points("0.5 1.16, 0.02 1.66, 0.5 1.94, 0.8 1.44", side)
        pen.fill(flap, tone(person.cloth, light))
    seam = [head.spot(0, 1.66), head.spot(0, 4.32)]
    pen.line(seam, tone(person.cloth, -0.35), head.h * 0.02)
    for i in range(3):
        pen.dot(*head.spot(0.06, 2.02 + 0.5 * i), head.h * 0.035, tone(person.cloth, 0.4))


def _hoodie(pen: Pen, head: Head, person: Person) -> None:
    hood = "-0.6 1.22, -1.06 1.62, -0.3 1.94, 0 1.84, 0.3 1.94, 1.06 1.62, 0.6 1.22, 0 1.66"
    pen.fill(head.path(hood), tone(person.cloth, -0.2))
    for side in (-1, 1):
        string = head.points("0.26 1.88, 0.3 2.52", side)
        pen.line(string, tone(person.cloth, 0.5), head.h * 0.045)


def _stripes(pen: Pen, head: Head, person: Person) -> None:
    for i in range(6):
        y, reach = 1.84 + 0.34 * i, min(2.4, 1.38 + 0.46 * i)
        stripe = head.line(f"{-reach} {y}, 0 {y + 0.04}, {reach} {y}")
        pen.line(stripe, mix(person.second, person.cloth, 0.1), head.h * 0.13)
    pen.line(_neckline(head), tone(person.cloth, 0.3), head.h * 0.07)


def _jacket(pen: Pen, head: Head, person: Person) -> None:
    pen.fill(head.points("-0.5 1.34, 0.5 1.34, 0.1 3.92, -0.1 3.92"), person.second)
    pen.line(_neckline(head), tone(person.second, -0.3), head.h * 0.06)
    for side, light in ((-1, 0.12), (1, -0.16)):
        lapel = head.points("0.5 1.22, 0.96 1.62, 0.74 2.22, 0.9 2.32, 0.08 4.02", side)
        pen.fill(lapel, tone(person.cloth, light))


_TOPS: dict[str, Callable[[Pen, Head, Person], None]] = {
    "turtleneck": _turtleneck,
    "shirt": _shirt,
    "hoodie": _hoodie,
    "stripes": _stripes,
    "jacket": _jacket,
}
