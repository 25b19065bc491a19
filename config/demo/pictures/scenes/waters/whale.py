from math import sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import Path, at, smooth
from config.demo.pictures.scenes.waters.depths import DEPTHS, bubbles, under
from config.demo.pictures.sketch import scene


@scene("whale", "A whale swimming below a small boat", DEPTHS, mood="quiet", film="clear")
def whale(canvas: Canvas, depth: str) -> None:
    rng = canvas.rng
    hues = colours(depth)
    surface = canvas.h * rng.uniform(0.2, 0.28)
    canvas.wash((mix(hues[0], rgb("fff6e6"), 0.5), hues[0]), 0, surface + 20)
    under(canvas, hues, surface)
    side = rng.choice((-1, 1))
    _body(
        canvas,
        540 - side * 30,
        canvas.h * rng.uniform(0.56, 0.64),
        min(4.0, canvas.h / 260),
        side,
        mix(hues[3], rgb("5f7388"), 0.5),
    )
    line = smooth([(x, surface + 7 * sin(x / 60)) for x in range(-20, 1120, 40)], 4, closed=False)
    with canvas.flat((0, surface - 150, 1080, surface + 30)) as pen:
        pen.line(line, (255, 255, 255, 190), 4)
        _rowing_boat(pen, 540 + side * rng.uniform(60, 260), surface)
    bubbles(canvas, 60)


def _body(canvas: Canvas, x: float, y: float, s: float, side: int, blue: Colour) -> None:
    def here(text: str) -> Path:
        return smooth(at(text, x, y, side * s, -s), 8)

    canvas.volume(
        here("-92 12, -104 26, -124 30, -114 14, -124 0, -106 2, -92 6"), tone(blue, -0.1), 0.4
    )
    back = here(
        "100 2, 94 18, 64 30, 20 32, -30 24, -70 14, -98 12, -96 4, -60 -6, -10 -20, 50 -26, 90 -16"
    )
    canvas.volume(back, blue, 0.5, 0.2, 0.15)
    belly = here("99 0, 70 -4, 30 -6, -10 -10, -34 -12, -6 -21, 50 -27, 88 -18")
    canvas.volume(belly, mix(blue, rgb("e9eef0"), 0.7), 0.35, 0.16)
    canvas.volume(here("34 -14, 20 -44, 0 -62, 4 -40, 12 -18"), tone(blue, -0.12), 0.4)
    with canvas.flat((x - 130 * s, y - 60 * s, x + 130 * s, y + 60 * s)) as pen:
        for i in range(7):
            fold = smooth(
                [
                    (x + side * (94 - 3 * i) * s, y + (3 + 3 * i) * s),
                    (x + side * (50 - 4 * i) * s, y + (9 + 2.4 * i) * s),
                    (x + side * (0 - i) * s, y + (13 + 1.2 * i) * s),
                ],
                6,
                closed=False,
            )
            pen.line(fold, (*tone(blue, -0.35), 90), 0.9 * s)
        pen.dot(x + side * 74 * s, y - 2 * s, 2.2 * s, rgb("10182a"))
        pen.dot(x + side * 74.6 * s, y - 2.8 * s, 0.7 * s, rgb("ffffff"))


def _rowing_boat(pen: Pen, x: float, y: float) -> None:
    pen.fill(smooth(at("-80 -24, 0 -14, 84 -26, 56 14, -52 14", x, y), 5), rgb("a8472f"))
    pen.fill(at("-74 -24, 78 -26, 70 -14, -66 -13", x, y), rgb("e9d3b0"))
    pen.box(x - 14, y - 66, x + 12, y - 20, rgb("2f4a66"), 10)
    pen.dot(x - 1, y - 78, 13, rgb("e0ab82"))
    pen.fill(at("-24 -82, 22 -82, 10 -98, -12 -98", x, y), rgb("e3c283"))
    pen.line([(x - 2, y - 46), (x + 96, y + 26)], rgb("7a5a3f"), 5)
