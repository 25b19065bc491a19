from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import Path, at, down_to, leaf, ridge, smooth, stroke
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.sketch import outdoors


@outdoors(
    "stag",
    "A stag on a hill in the mist",
    (hours.FRESH, hours.GOLDEN, hours.ROSE, hours.SUNRISE, hours.STORM),
)
def stag(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    floor = canvas.h * 0.76
    land.sky(canvas, hour, floor, 0.4, (rng.uniform(300, 780), floor * 0.45, 60))
    land.ranges(canvas, hour, floor * 0.72, floor, 3, 110)
    canvas.mist(floor * 0.6, floor, hour.sky[-1], 0, 0.8)
    hill = ridge(rng, floor, 50, 0.42)
    ink = mix(hour.near, hour.far, 0.12)
    with canvas.flat() as pen:
        for x, tall in ((rng.uniform(30, 180), 620), (rng.uniform(900, 1050), 560)):
            pen.fill(land.pine(rng, x, floor + 40, tall), mix(ink, hour.far, 0.3))
        pen.fill(down_to(hill, canvas.h + 4), ink)
        _stag(pen, rng.uniform(420, 660), floor + 12, 2.5, rng.choice((-1, 1)), ink)
        for _ in range(260):
            x = rng.uniform(0, 1080)
            y = canvas.h * 0.76 + rng.uniform(-20, 60)
            pen.fill(leaf(x, y + 30, rng.uniform(30, 70), 6, -pi / 2 + rng.uniform(-0.4, 0.4)), ink)


def _stag(pen: Pen, x: float, foot: float, s: float, side: int, ink: Colour) -> None:
    def here(text: str) -> Path:
        return at(text, x, foot, side * s, -s)

    for u, lean in ((-42, -3), (-32, 3), (34, 2), (42, -2)):
        pen.fill(
            stroke(
                at(f"0 72, {lean} 36, 0 0", x + side * u * s, foot, side * s, -s), 9 * s, 4.4 * s
            ),
            ink,
        )
    body = here("-54 92, -10 98, 34 102, 52 128, 60 140, 72 132, 64 104, 50 72, 10 68, -40 66")
    pen.fill(smooth(body, 6), ink)
    pen.fill(smooth(here("56 146, 66 152, 80 142, 94 130, 90 124, 72 128"), 6), ink)
    pen.fill(
        leaf(x + side * 58 * s, foot - 146 * s, 20 * s, 8 * s, pi + 0.5 if side > 0 else -0.5), ink
    )
    for lean in (-1, 1):
        beam = smooth(
            here(f"64 150, {64 + lean * 16} 172, {62 + lean * 30} 196, {70 + lean * 22} 214"),
            6,
            closed=False,
        )
        pen.fill(stroke(beam, 4.6 * s, 2 * s), ink)
        for i in (5, 10, 14):
            bx, by = beam[i]
            pen.fill(stroke([(bx, by), (bx + side * 13 * s, by - 16 * s)], 3.4 * s, 1.2 * s), ink)
    pen.fill(here("-54 92, -63 82, -52 80"), ink)
