from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.shapes import at, oval, smooth, stroke
from config.demo.pictures.scenes.waters.depths import DEPTHS, bubbles, under
from config.demo.pictures.sketch import scene


@scene("jellyfish", "Glowing jellyfish drifting in dark water", DEPTHS, mood="quiet", film="cool")
def jellyfish(canvas: Canvas, depth: str) -> None:
    rng = canvas.rng
    hues = colours(depth)
    under(canvas, (hues[1], hues[2], hues[3], hues[4], tone(hues[4], -0.5)), 0)
    spots = sorted(
        (rng.uniform(60, 190), rng.uniform(130, 950), rng.uniform(0.14, 0.66)) for _ in range(5)
    )
    for r, x, t in spots:
        _bell(
            canvas,
            x,
            canvas.h * t,
            r,
            rng.choice((hues[0], rgb("f7b8c9"), rgb("c9d9ff"), rgb("ffd9a8"))),
        )
    bubbles(canvas, 70)


def _bell(canvas: Canvas, x: float, y: float, r: float, hue: Colour) -> None:
    rng = canvas.rng
    canvas.glow(x, y, r * 2.6, hue, 0.4)
    with canvas.flat((x - r * 1.6, y - r * 1.2, x + r * 1.6, y + r * 4.4)) as pen:
        for i in range(15):
            start = x + (i - 7) / 7 * r * 0.82
            drift, length = rng.uniform(-0.5, 0.5) * r, r * rng.uniform(1.6, 3.8)
            line = smooth(
                [
                    (start, y + r * 0.2),
                    (start + drift, y + length * 0.4),
                    (start - drift * 0.6, y + length * 0.7),
                    (start + drift * 0.5, y + length),
                ],
                8,
                closed=False,
            )
            pen.fill(
                stroke(line, r * (0.1 if i % 3 == 1 else 0.035), 1),
                (*hue, 120 if i % 3 == 1 else 90),
            )
        dome = smooth(
            at(
                "-1 0.2, -0.86 -0.5, 0 -0.95, 0.86 -0.5, 1 0.2, 0.5 0.08, 0 0.24, -0.5 0.08",
                x,
                y,
                r,
            ),
            8,
        )
        pen.fill(dome, (*hue, 150))
        pen.fill(
            [(px * 0.72 + x * 0.28, py * 0.72 + (y - r * 0.2) * 0.28) for px, py in dome],
            (*tone(hue, 0.4), 110),
        )
        for i in range(-3, 4):
            pen.line(
                smooth(
                    [
                        (x + i * r * 0.06, y - r * 0.85),
                        (x + i * r * 0.2, y - r * 0.4),
                        (x + i * r * 0.27, y + r * 0.1),
                    ],
                    6,
                    closed=False,
                ),
                (255, 255, 255, 90),
                r * 0.02,
            )
    canvas.soft(oval(x - r * 0.36, y - r * 0.5, r * 0.2, r * 0.14), rgb("ffffff"), 0.5, r * 0.08)
