from math import cos, pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, at, leaf, oval, smooth, stroke
from config.demo.pictures.scenes.facades.walls import SHADE, SUNS
from config.demo.pictures.sketch import scene


@scene(
    "courtyard",
    "A courtyard in {0[2]} with a pool and the shadow of a palm",
    SUNS,
    mood="sunny",
    film="clear",
)
def courtyard(canvas: Canvas, palette: tuple[str, ...]) -> None:
    wall_codes, sky_codes, _ = palette
    rng = canvas.rng
    wall, side = colours(wall_codes), rng.choice((-1, 1))
    flip = 0 if side > 0 else 1080
    floor = canvas.h * rng.uniform(0.56, 0.64)
    canvas.wash(colours(sky_codes))
    high = canvas.h * rng.uniform(0.12, 0.26)
    canvas.shape(
        _sided([(0, high), (720, high + 60), (720, floor), (0, floor + 70)], flip),
        (tone(wall[1], 0.1), wall[1]),
    )
    canvas.shape(
        _sided([(720, high + 60), (1090, high - 30), (1090, floor + 80), (720, floor)], flip),
        (wall[2], tone(wall[2], -0.15)),
    )
    canvas.shape(
        [(-5, floor - 5), (1090, floor - 5), (1090, canvas.h + 5), (-5, canvas.h + 5)],
        (tone(wall[0], 0.35), wall[0]),
    )
    canvas.shape(
        _sided([(0, floor - 200), (720, floor - 200), (720, floor), (0, floor + 70)], flip),
        (wall[1], tone(wall[1], -0.05)),
    )
    _opening(
        canvas,
        _sided([(170, floor + 50), (170, high + 190), (360, high + 200), (360, floor + 32)], flip),
        wall,
    )
    _pool(canvas, floor, flip)
    _palm_shadow(canvas, _at(rng.uniform(440, 640), flip), high + 240)
    _pot(canvas, _at(rng.uniform(760, 960), flip), floor + 110, wall)
    canvas.texture("stone", 0.12)


def _at(x: float, flip: float) -> float:
    return abs(flip - x)


def _sided(path: Path, flip: float) -> Path:
    return [(_at(x, flip), y) for x, y in path]


def _opening(canvas: Canvas, door: Path, wall: tuple[Colour, ...]) -> None:
    canvas.shape(door, (tone(wall[3], -0.15), tone(wall[3], -0.4)))
    canvas.soft(
        [(x + 26, y + 8) for x, y in door[:2]] + [(x - 30, y) for x, y in door[2:]],
        tone(wall[2], 0.1),
        0.35,
        16,
    )


def _pool(canvas: Canvas, floor: float, flip: float) -> None:
    rng = canvas.rng
    deep = canvas.h - floor
    rim = _sided(
        [
            (60, floor + deep * 0.36),
            (690, floor + deep * 0.3),
            (980, canvas.h + 40),
            (-120, canvas.h + 40),
        ],
        flip,
    )
    canvas.shape([(x, y - 16) for x, y in rim], (rgb("fffaf0"), rgb("f1e7d6")))
    canvas.shape(rim, (rgb("2a93a8"), rgb("4fc1c9"), rgb("7fdcd8")))
    with canvas.flat((0, floor + deep * 0.3, 1080, canvas.h)) as pen:
        for _ in range(46):
            near = rng.random()
            y = floor + deep * (0.42 + 0.58 * near)
            x = _at(rng.uniform(60, 640 + 240 * near), flip)
            wave = smooth(
                [
                    (x + i * (14 + 26 * near), y + rng.uniform(-7, 7) * (0.4 + near))
                    for i in range(5)
                ],
                4,
                closed=False,
            )
            pen.line(wave, (255, 255, 255, 120), 1.5 + 3 * near)


def _palm_shadow(canvas: Canvas, x: float, y: float) -> None:
    rng = canvas.rng
    canvas.soft(stroke([(x + 50, y + 400), (x + 14, y + 180), (x, y)], 24, 16), SHADE, 0.38, 5)
    for i in range(9):
        angle = 2 * pi * i / 9 + rng.uniform(-0.2, 0.2)
        canvas.soft(
            leaf(x, y, rng.uniform(180, 260), 56, angle, 0.3 if cos(angle) > 0 else -0.3),
            SHADE,
            0.34,
            5,
        )


def _pot(canvas: Canvas, x: float, foot: float, wall: tuple[Colour, ...]) -> None:
    rng = canvas.rng
    canvas.soft(oval(x + 90, foot - 4, 150, 18), SHADE, 0.45, 6)
    with canvas.flat((x - 190, foot - 420, x + 190, foot)) as pen:
        for i in range(13):
            angle = -pi / 2 + (i - 6) * 0.2
            pen.fill(
                leaf(x, foot - 100, rng.uniform(190, 290), 40, angle, 0.16 * (i - 6) / 6),
                tone(rgb("4a7f57"), rng.uniform(-0.4, 0.15)),
            )
    canvas.volume(
        at("-62 -120, 62 -120, 46 0, -46 0", x, foot), mix(rgb("c4643f"), wall[2], 0.3), 0.5
    )
