"""Faces: skin in light and shadow, eyes, nose, mouth, beard."""

from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, stroke
from config.demo.pictures.motifs.people.head import Head
from config.demo.pictures.motifs.people.person import Person

_OUTLINE = (
    "0 -1, -0.72 -0.76, -1 -0.1, -0.9 0.42, -0.5 0.86, 0 1, 0.5 0.86, 0.9 0.42, 1 -0.1, 0.72 -0.76"
)
_BEARD = (
    "-0.99 0.04, -0.94 0.55, -0.5 1.04, 0 1.16, 0.5 1.04, 0.94 0.55, 0.99 0.04, "
    "0.78 0.36, 0.34 0.44, 0 0.42, -0.34 0.44, -0.78 0.36"
)
_MOUSTACHE = "-0.38 0.56, -0.14 0.42, 0 0.45, 0.14 0.42, 0.38 0.56, 0 0.54"
_PALE = {"white", "grey", "fair", "pink", "blue"}


def paint_face(canvas: Canvas, head: Head, person: Person) -> None:
    _skin(canvas, head, person)
    if person.beard:
        shape = head.path(_BEARD if person.beard == "a beard" else _MOUSTACHE)
        canvas.volume(shape, tone(person.hair, -0.1), 0.4, 0.16, 0.3)
    with canvas.flat(head.area(-1.2, -1, 1.2, 1.1)) as pen:
        for side in (-1, 1):
            _eye(pen, head, person, side)
        _nose(pen, head, person)
        _mouth(pen, head, person)
        if person.freckles:
            _freckles(pen, canvas, head, person)


def _skin(canvas: Canvas, head: Head, person: Person) -> None:
    skin, shade = person.skin, rgb("6b2430")
    for side, light in ((-1, -0.08), (1, -0.2)):
        canvas.volume(head.oval(side * 0.99, 0.12, 0.16, 0.2, side * 0.15), tone(skin, light), 0.4)
    canvas.volume(head.path(_OUTLINE), skin, 0.3, 0.2, dark=mix(skin, shade, 0.42))
    for side in (-1, 1):
        cheek = head.oval(side * 0.52, 0.34, 0.22, 0.13)
        canvas.soft(cheek, mix(skin, rgb("d9534f"), 0.45), 0.4, head.h * 0.09)
    far_side = head.points("0.5 -0.8, 0.96 0, 0.5 0.84, 0.62 0.2")
    canvas.soft(far_side, mix(skin, shade, 0.5), 0.35, head.h * 0.1)


def _eye(pen: Pen, head: Head, person: Person, side: int) -> None:
    w, h, ink = head.w, head.h, mix(rgb("2a1a1c"), person.hair, 0.25)
    x, y = head.spot(side * 0.4, 0.06)
    if person.mouth == "grin":
        pen.line(arc(x, y + h * 0.05, w * 0.14, h * 0.08, pi * 1.1, pi * 1.9), ink, h * 0.05)
    else:
        pen.dot(x, y, w * 0.15, rgb("fdf6ee"), h * 0.085)
        pen.dot(x, y, w * 0.085, ink, h * 0.082)
        pen.dot(x - w * 0.03, y - h * 0.03, w * 0.026, rgb("ffffff"))
        pen.line(arc(x, y, w * 0.165, h * 0.095, pi * 1.04, pi * 1.96), ink, h * 0.036)
    pale = person.hair_name in _PALE
    brow = mix(rgb("7a5f4f"), person.skin, 0.2) if pale else tone(person.hair, -0.2)
    pen.fill(stroke(head.line("0.21 -0.13, 0.4 -0.2, 0.6 -0.15", side), h * 0.055, h * 0.03), brow)
    if person.earrings:
        pen.dot(*head.spot(side * 1.02, 0.36), w * 0.065, rgb("e9bf55"))
        pen.dot(*head.spot(side * 1.01, 0.35), w * 0.03, rgb("fff1c4"))


def _nose(pen: Pen, head: Head, person: Person) -> None:
    line = head.line("0.05 0.02, 0.15 0.32, 0.02 0.38, -0.08 0.35")
    pen.line(line, mix(person.skin, rgb("5a1f2c"), 0.45), head.h * 0.032)
    light = (*tone(person.skin, 0.5), 120)
    pen.dot(*head.spot(0.02, 0.26), head.w * 0.05, light, head.h * 0.05)


def _mouth(pen: Pen, head: Head, person: Person) -> None:
    lip = mix(person.skin, rgb("b5303f"), 0.55)
    dark = tone(lip, -0.5)
    if person.mouth == "grin":
        x, y = head.spot(0, 0.53)
        pen.fill([*arc(x, y, head.w * 0.3, head.h * 0.2, 0, pi), (x - head.w * 0.3, y)], dark)
        pen.fill(head.points("-0.27 0.53, 0.27 0.53, 0.22 0.61, -0.22 0.61"), rgb("fffaf4"))
    elif person.mouth == "smile":
        curve = head.line("-0.28 0.53, -0.12 0.62, 0.12 0.62, 0.28 0.53")
        pen.fill([*curve, head.spot(0.1, 0.7), head.spot(-0.1, 0.7)], lip)
        pen.line(curve, dark, head.h * 0.028)
    else:
        pen.fill(head.oval(0, 0.6, 0.2, 0.055), lip)
        pen.line(head.line("-0.21 0.59, 0 0.605, 0.21 0.59"), dark, head.h * 0.026)


def _freckles(pen: Pen, canvas: Canvas, head: Head, person: Person) -> None:
    rng = canvas.rng
    for _ in range(18):
        u, v = rng.choice((-1, 1)) * rng.uniform(0.2, 0.62), rng.uniform(0.2, 0.4)
        pen.dot(*head.spot(u, v), head.w * 0.018, (*tone(person.skin, -0.4), 150))
