"""A camper van with surfboards on the beach."""

from math import cos, pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import at, box, down_to, leaf, oval, smooth
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.vehicles.street import PAINTS
from config.demo.pictures.sketch import outdoors

_HOURS = (hours.GOLDEN, hours.FRESH, hours.ROSE, hours.NOON, hours.SUNRISE, hours.DUSK)
_BODY = "-128 -16, -134 -60, -124 -118, -96 -132, 100 -132, 128 -116, 136 -60, 132 -16"
_SKIRT = "-128 -16, -134 -60, -110 -72, 110 -72, 137 -66, 136 -60, 132 -16"


@outdoors("van by the sea", "A {1[1]} camper van with a surfboard on the beach", _HOURS, PAINTS)
def van(canvas: Canvas, hour: Hour, finish: tuple[str, str]) -> None:
    rng = canvas.rng
    _beach(canvas, hour)
    x, s = 540 + rng.uniform(-60, 60), min(2.6, canvas.h / 440)
    _bus(canvas, (x, canvas.h * 0.84), s, rgb(finish[0]), hour.near)
    _palm(canvas, rng.choice((90.0, 990.0)), canvas.h * 0.9, canvas.h * 0.62, hour.near)


def _beach(canvas: Canvas, hour: Hour) -> None:
    rng, horizon = canvas.rng, canvas.h * 0.52
    sun = rng.uniform(200, 880), horizon - rng.uniform(60, 200), 46
    land.sky(canvas, hour, horizon, 0.6, sun)
    far, near = mix(hour.near, hour.sky[-1], 0.6), mix(hour.near, hour.sky[0], 0.5)
    canvas.wash((far, near), horizon, canvas.h * 0.66)
    canvas.texture("water", 0.2, box(0, horizon, 1080, canvas.h * 0.66))
    sand = mix(rgb("e3c08f"), hour.light, 0.2)
    edge = at("-40 0.68, 300 0.64, 700 0.67, 1120 0.63", 0, 0, 1, canvas.h)
    shore = smooth(edge, 10, closed=False)
    canvas.shape(down_to([(x, y - 10) for x, y in shore], canvas.h), (rgb("ffffff"), sand))
    canvas.shape(down_to(shore, canvas.h + 4), (sand, tone(sand, -0.25)))
    canvas.texture("dune", 0.12, down_to(shore, canvas.h + 4))


def _bus(canvas: Canvas, place: tuple[float, float], s: float, hue: Colour, dark: Colour) -> None:
    x, foot = place
    canvas.soft(oval(x, foot + 4, 145 * s, 9 * s), SHADOW, 0.6, 10)
    canvas.volume(smooth(at(_BODY, x, foot, s), 6), rgb("f8f1e4"), 0.35, 0.12)
    canvas.volume(smooth(at(_SKIRT, x, foot, s), 3), hue, 0.4, 0.12)
    with canvas.flat((x - 160 * s, foot - 180 * s, x + 160 * s, foot + 12 * s)) as pen:
        figure = pen.moved(x, foot, s)
        _windows(figure, hue, dark)
        _wheels(figure, hue)
        _boards(figure, canvas.rng.sample(colours("f2c14e e8604c 5fb5b8 f7efe0 3f5f8a"), 2))


def _windows(pen: Pen, hue: Colour, dark: Colour) -> None:
    pen.box(-132, -75, 134, -70, rgb("f8f1e4"))
    for left in range(-112, 100, 46):
        pen.box(left, -116, left + 38, -84, tone(dark, 0.1), 7)
        pen.fill(at("4 -114, 20 -114, 6 -88", left, 0), (255, 255, 255, 70))
    for seam in (20, -40):
        pen.line([(seam, -68), (seam, -16)], (*tone(hue, -0.5), 150), 1)


def _wheels(pen: Pen, hue: Colour) -> None:
    pen.dot(126, -48, 9, rgb("fff0b8"))
    pen.box(-138, -20, 140, -12, rgb("d9d4cc"), 4)
    for x in (-82, 84):
        pen.dot(x, -12, 25, rgb("241f26"))
        pen.dot(x, -12, 14, rgb("d9d4cc"))
        pen.dot(x, -12, 7, hue)


def _boards(pen: Pen, hues: list[Colour]) -> None:
    for x in (-70, 60):
        pen.line([(x, -130), (x, -152)], rgb("4a4450"), 3)
    for i, hue in enumerate(hues):
        y = -138 - 11 * i
        pen.fill(leaf(20 * i - 118, y, 215, 20, 0.0), hue)
        pen.line([(-100, y), (86, y)], (255, 255, 255, 170), 0.8)


def _palm(canvas: Canvas, x: float, foot: float, tall: float, ink: Colour) -> None:
    rng = canvas.rng
    side = 1 if x < 540 else -1
    trunk = smooth(at("0 0, 20 -0.5, 70 -1", x, foot, side, tall), 10, closed=False)
    green = mix(rgb("3f6f45"), ink, 0.35)
    with canvas.flat() as pen:
        pen.rod(trunk, mix(rgb("6b4a35"), ink, 0.4), 34, 20)
        for i in range(10):
            angle = 2 * pi * i / 10 + rng.uniform(-0.2, 0.2)
            bend = 0.35 if cos(angle) > 0 else -0.35
            frond = leaf(*trunk[-1], rng.uniform(200, 270), 54, angle, bend)
            pen.fill(frond, tone(green, rng.uniform(-0.25, 0.12)))
