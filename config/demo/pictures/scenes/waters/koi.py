from math import cos, pi, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, at, blob, leaf, oval, smooth, turned
from config.demo.pictures.scenes.waters.depths import DEPTHS
from config.demo.pictures.sketch import scene

_COATS = (
    *(("f7f0e6", "e0562f"), ("f28a3c", "fbf3e6"), ("f7efe2", "2b2a33")),
    *(("e8b34a", "d9682f"), ("fbf4ea", "e8703f")),
)


@scene("koi pond", "Koi and water lilies in a pond, seen from above", DEPTHS, mood="quiet")
def koi(canvas: Canvas, depth: str) -> None:
    rng = canvas.rng
    hues = colours(depth)
    with canvas.afar():
        canvas.wash((mix(hues[2], hues[3], 0.5), hues[3], hues[4]))
        canvas.clouds(hues[1], 0.35, -canvas.h * 0.4, canvas.h * 1.4, 0.6)
    for _ in range(rng.randint(6, 9)):
        _fish(
            canvas,
            rng.uniform(120, 960),
            rng.uniform(100, canvas.h - 100),
            rng.uniform(0.8, 1.35),
            rng.uniform(0, 2 * pi),
        )
    canvas.texture("water", 0.14)
    for _ in range(rng.randint(7, 11)):
        edge = rng.random() < 0.75
        x = (
            rng.choice((rng.uniform(-40, 220), rng.uniform(860, 1120)))
            if edge
            else rng.uniform(200, 880)
        )
        _lily(canvas, x, rng.uniform(0, canvas.h), rng.uniform(60, 130))


def _fish(canvas: Canvas, x: float, y: float, s: float, angle: float) -> None:
    rng = canvas.rng
    bend = rng.uniform(-34, 34)

    def here(points: str | Path) -> Path:
        flat = at(points) if isinstance(points, str) else points
        bent = [(x + u * s, y + (v + bend * (u / 130) ** 2) * s) for u, v in flat]
        return turned(smooth(bent, 6), angle, (x, y))

    base, spot = rng.choice(_COATS)
    body = here("120 0, 104 26, 50 40, -30 30, -100 9, -100 -9, -30 -30, 50 -40, 104 -26")
    canvas.soft([(px + 26, py + 36) for px, py in body], rgb("04101f"), 0.45, 16)
    for fin in (
        "40 30, 10 78, -14 62, 14 32",
        "40 -30, 10 -78, -14 -62, 14 -32",
        "-96 0, -170 34, -150 0, -172 -32",
    ):
        canvas.shape(here(fin), (mix(rgb(base), rgb("ffffff"), 0.3), rgb(base)))
    canvas.volume(body, rgb(base), 0.4, 0.22)
    for _ in range(3):
        u = rng.uniform(-60, 80)
        mark = blob(rng, 0, 0, rng.uniform(16, 36), rng.uniform(12, 22), 0.3)
        canvas.shape(here([(u + a, b) for a, b in mark[::3]]), (rgb(spot), tone(rgb(spot), -0.15)))
    with canvas.flat((x - 190 * s, y - 190 * s, x + 190 * s, y + 190 * s)) as pen:
        for v in (-16, 16):
            px, py = here([(104, v)] * 3)[0]
            pen.dot(px, py, 4 * s, rgb("1a1418"))
        pen.line(here("70 0, 0 0, -80 0")[:14], (255, 255, 255, 60), 5 * s)


def _lily(canvas: Canvas, x: float, y: float, r: float) -> None:
    rng = canvas.rng
    start = rng.uniform(0, 6)
    pad = [(x, y), *(p for p in oval(x, y, r, r, start, 40)[:37])]
    green = rng.choice(colours("5f9a5a 7fae5f 4a8560 8fb56a"))
    canvas.soft([(a + 14, b + 18) for a, b in pad], rgb("04101f"), 0.5, 10)
    canvas.volume(pad, green, 0.35, 0.1, 0.1)
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for i in range(9):
            angle = start + 0.4 + i * 0.66
            pen.line(
                [(x, y), (x + cos(angle) * r * 0.92, y + sin(angle) * r * 0.92)],
                (*tone(green, 0.4), 110),
                2.5,
            )
        if rng.random() < 0.4:
            bloom = rng.choice(colours("f7c9d9 ffffff f2a0b8"))
            for ring in (1.0, 0.7):
                for i in range(9):
                    pen.fill(
                        leaf(x, y, r * 0.62 * ring, r * 0.26, 2 * pi * i / 9 + ring),
                        tone(bloom, -0.2 + 0.3 * (1 - ring) + 0.05 * (i % 3)),
                    )
            pen.dot(x, y, r * 0.12, rgb("f2c14e"))
