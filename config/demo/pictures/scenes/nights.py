"""Night skies: aurora, the Milky Way, a great moon, star trails, a desert, planets."""

from math import cos, pi, sin
from random import Random

from PIL import ImageChops

from ..brush import noise
from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.paint import coloured, fade
from ..brush.pen import Pen
from ..brush.shapes import Path, arc, down_to, oval, ridge, smooth, stroke
from ..sketch import Sketch, turn
from . import land

# Sky from above, the light in it, the land
_NIGHTS = (
    ("050b1f 0f2347 2f5a80 6f93a8", "7fe0b0 b5f0c9 7a6fd9", "0a1220"),
    ("0d0a26 2a1f55 6a4a8a b58aa8", "d99ae0 8fd9e8 f2b8d0", "120c22"),
    ("031a1f 0b3a42 2f7a78 8fb8a0", "a8f0a0 5fe0c0 e0f2a0", "06161a"),
    ("0a1230 1f3570 5f74b0 d9a8a0", "9fc9ff d9c0ff f2d9c0", "0c1024"),
    ("120b14 3a1f35 8a4a55 e0a080", "f2c9a0 f29a9a ffe0c0", "140c14"),
)


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_aurora, _galaxy, _moonrise, _trails, _desert, _planets)
    return scenes[seed % len(scenes)](turn(_NIGHTS, seed, len(scenes)))


Night = tuple[str, str, str]


def stars(canvas: Canvas, count: int, floor: float) -> None:
    rng = canvas.rng
    tints = colours("ffffff fff1d9 d9e6ff")
    with canvas.flat((0, 0, 1080, floor)) as pen:
        for _ in range(count):
            size = 0.7 + rng.random() ** 5 * 3.4
            x, y = rng.uniform(0, 1080), rng.random() ** 1.2 * floor
            pen.dot(x, y, size, (*rng.choice(tints), rng.randint(80, 255)))


def _aurora(night: Night) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        sky, lights, ground = colours(night[0]), colours(night[1]), rgb(night[2])
        floor = canvas.h * rng.uniform(0.62, 0.72)
        with canvas.afar():
            canvas.wash(sky, 0, floor)
            for i in range(3):
                _curtain(canvas, lights[i], floor * rng.uniform(0.35, 0.75))
        stars(canvas, 170, floor)
        line = ridge(rng, floor - 70, 190, 0.52)
        canvas.shape(
            down_to(line, floor + 10), (mix(sky[1], ground, 0.5), mix(sky[2], ground, 0.5))
        )
        shore = ridge(rng, floor - 8, 36, 0.5)
        with canvas.flat((0, floor - 260, 1080, floor + 10)) as pen:
            pen.fill(down_to(shore, floor + 6), ground)
            land.pines(pen, rng, shore, ground, rng.uniform(90, 170), 26)
            _cabin(pen, rng.uniform(200, 880), floor - 4, tone(ground, 0.12))
        canvas.mirror(floor, ground, 0.2, 8)

    return Sketch(
        "aurora", "night", "Northern lights over a lake with firs and a small cabin", paint, "cool"
    )


def _curtain(canvas: Canvas, hue: Colour, y: float) -> None:
    """Light that hangs down in folds: bright at its lower hem, thinning out upwards."""
    rng = canvas.rng
    phase, swing = rng.uniform(0, 6), rng.uniform(60, 150)
    hem = [
        (x, y + swing * sin(phase + x / 210) + 40 * sin(phase * 2 + x / 83))
        for x in range(-60, 1150, 12)
    ]
    for i, (x, hem_y) in enumerate(hem):
        tall = 260 + 190 * abs(sin(phase + i * 0.23)) * rng.uniform(0.6, 1)
        area = canvas.pixels((x, hem_y - tall, x + 14, hem_y + 16))
        if area is not None:
            size = area[2] - area[0], area[3] - area[1]
            strength = 0.28 + 0.34 * abs(sin(phase * 3 + i * 0.37))
            canvas.image.paste(hue, area, fade((0, strength * 0.3, strength, 0), size))


def _cabin(pen: Pen, x: float, foot: float, ink: Colour) -> None:
    pen.box(x - 52, foot - 54, x + 52, foot, ink)
    pen.fill([(x - 68, foot - 50), (x, foot - 106), (x + 68, foot - 50)], tone(ink, -0.4))
    pen.box(x + 26, foot - 110, x + 40, foot - 70, tone(ink, -0.4))
    pen.box(x - 34, foot - 40, x - 8, foot - 16, rgb("ffcf7a"))
    pen.box(x + 10, foot - 40, x + 30, foot, rgb("f2b45a"))


def _galaxy(night: Night) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        sky, lights, ground = colours(night[0]), colours(night[1]), rgb(night[2])
        floor = canvas.h * 0.82
        with canvas.afar():
            canvas.wash(sky, 0, floor)
            _milk(canvas, sky, lights)
        stars(canvas, 420, floor)
        for i in range(3):
            line = ridge(rng, floor - 90 + 60 * i, 120, 0.52)
            canvas.shape(down_to(line, canvas.h + 4), (mix(sky[2], ground, 0.55 + 0.2 * i), ground))
        x = rng.uniform(320, 760)
        _camp(canvas, x, canvas.h * 0.93, rng.choice((-1, 1)))

    return Sketch(
        "milky way", "night", "The Milky Way above a tent and two people at a fire", paint, "cool"
    )


def _milk(canvas: Canvas, sky: tuple[Colour, ...], lights: tuple[Colour, ...]) -> None:
    rng = canvas.rng
    width, height = canvas.image.size
    lean = rng.choice((-1, 1))
    for spread, hue, strength in ((330, sky[2], 0.5), (200, lights[2], 0.4), (100, lights[0], 0.4)):
        band = [
            (540 - lean * 420 - spread, canvas.h),
            (540 - lean * 420 + spread, canvas.h),
            (540 + lean * 380 + spread, -80),
            (540 + lean * 380 - spread, -80),
        ]
        canvas.soft(band, hue, strength, spread * 0.5)
    dust = noise.cut("cloud", rng, (width, height), 0.24)
    dust = dust.point([round(255 * min(1.0, max(0.0, (i - 120) / 110)) * 0.55) for i in range(256)])
    canvas.image.paste(sky[0], (0, 0), dust)


def _camp(canvas: Canvas, x: float, foot: float, side: int) -> None:
    canvas.glow(x, foot, 320, rgb("ff9a3f"), 0.6)
    tent = x + side * 190
    canvas.shape(
        [(tent - 110, foot), (tent, foot - 130), (tent + 110, foot)], (rgb("e8a24f"), rgb("b5622f"))
    )
    with canvas.flat((x - 330, foot - 150, x + 330, foot + 20)) as pen:
        pen.fill([(tent - 26, foot), (tent, foot - 120), (tent + 26, foot)], rgb("ffdf9a"))
        for i in range(5):
            flame = rgb(("e8502a", "f28a2f", "f2b13f", "ffd86a", "fff3b8")[i])
            w, t = 30 - 5 * i, 84 - 15 * i
            pen.fill(
                smooth(
                    at("-1 0, -0.5 -0.6, 0 -1, 0.6 -0.5, 1 0", x, foot, w, t),
                    5,
                ),
                flame,
            )
        pen.line([(x - 40, foot + 6), (x + 40, foot - 4)], rgb("3a2018"), 12)
        for u in (-96, -160):
            px = x + side * u
            pen.fill(
                smooth(
                    at("-26 6, -20 -56, 0 -66, 20 -56, 30 6", px, foot),
                    5,
                ),
                rgb("15121c"),
            )
            pen.dot(px, foot - 80, 17, rgb("15121c"))
            pen.line([(px + side * 20, foot - 50), (px + side * 16, foot - 86)], rgb("e8914a"), 3)


def _moonrise(night: Night) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        sky, lights, ground = colours(night[0]), colours(night[1]), rgb(night[2])
        x, y, r = (
            540 + rng.uniform(-160, 160),
            canvas.h * 0.44,
            rng.uniform(190, 290) * min(1, canvas.h / 1000),
        )
        with canvas.afar():
            canvas.wash(sky)
            canvas.clouds(sky[3], 0.4, canvas.h * 0.3, canvas.h, 0.5)
            canvas.glow(x, y, r * 3.2, mix(lights[2], rgb("fff1d0"), 0.6), 0.55)
        stars(canvas, 120, canvas.h * 0.7)
        moon(canvas, x, y, r, mix(lights[2], rgb("fff3d9"), 0.75))
        for i in range(4):
            line = ridge(rng, canvas.h * (0.62 + 0.1 * i), 130, 0.5)
            colour = mix(sky[2], ground, 0.3 + 0.23 * i)
            canvas.shape(down_to(line, canvas.h + 4), (colour, mix(colour, sky[3], 0.2)))
            if i > 1:
                with canvas.flat((0, canvas.h * 0.5, 1080, canvas.h)) as pen:
                    land.pines(pen, rng, line, colour, 60 + 40 * i, 34)
        with canvas.flat((x - r * 1.4, y - r, x + r * 1.4, y + r)) as pen:
            land.birds(pen, rng, x, y + r * 0.2, rng.randint(4, 8), ground, 22)

    return Sketch(
        "full moon",
        "night",
        "A great full moon rising behind wooded hills with birds before it",
        paint,
        "cool",
    )


def moon(canvas: Canvas, x: float, y: float, r: float, pale: Colour) -> None:
    rng = canvas.rng
    canvas.volume(oval(x, y, r, r, n=90), pale, 0.3, 0.12, 0.4, "cloud")
    for _ in range(9):
        angle, reach = rng.uniform(0, 2 * pi), rng.random() ** 0.5 * r * 0.7
        size = r * rng.uniform(0.05, 0.17)
        canvas.soft(
            oval(x + cos(angle) * reach, y + sin(angle) * reach, size, size * 0.85),
            tone(pale, -0.35),
            0.4,
            size * 0.3,
        )


def _trails(night: Night) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        sky, lights, ground = colours(night[0]), colours(night[1]), rgb(night[2])
        canvas.wash(sky)
        x, y = rng.uniform(340, 740), canvas.h * rng.uniform(0.4, 0.6)
        turn_by = rng.uniform(0.3, 0.7)
        with canvas.flat() as pen:
            for _ in range(230):
                r, start = 14 + rng.random() ** 0.8 * 1050, rng.uniform(0, 2 * pi)
                hue = mix(rng.choice(lights), rgb("ffffff"), rng.uniform(0.3, 0.9))
                line = arc(x, y, r, r, start, start + turn_by * rng.uniform(0.5, 1), n=24)
                pen.line(line, (*hue, rng.randint(70, 220)), rng.uniform(1.4, 3))
            ink = tone(ground, -0.1)
            pen.fill(down_to(ridge(rng, canvas.h * 0.86, 70, 0.5), canvas.h + 4), ink)
            px, tall = x + rng.uniform(-60, 60), canvas.h * 0.34
            foot = canvas.h * 0.88
            trunk = smooth(
                [(px, foot), (px - 10, foot - tall * 0.4), (px + 14, foot - tall * 0.7)],
                6,
                closed=False,
            )
            pen.fill(stroke(trunk, 40, 14), ink)
            _bare(pen, rng, trunk[-1], -pi / 2, tall * 0.36, 14, ink)
            _bare(pen, rng, trunk[7], -pi / 2 - 0.7, tall * 0.32, 13, ink)
            _bare(pen, rng, trunk[8], -pi / 2 + 0.8, tall * 0.3, 12, ink)
        canvas.glow(540, canvas.h * 0.9, 700, sky[3], 0.18)

    return Sketch("star trails", "night", "Star trails circling above a bare tree", paint, "cool")


def _bare(
    pen: Pen,
    rng: Random,
    start: tuple[float, float],
    angle: float,
    length: float,
    width: float,
    ink: Colour,
) -> None:
    end = start[0] + cos(angle) * length, start[1] + sin(angle) * length
    pen.fill(stroke([start, end], width, width * 0.55), ink)
    if length > 22:
        for lean in (rng.uniform(-0.7, -0.25), rng.uniform(0.2, 0.7)):
            _bare(pen, rng, end, angle + lean, length * rng.uniform(0.6, 0.76), width * 0.6, ink)


def _desert(night: Night) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        sky, lights, ground = colours(night[0]), colours(night[1]), rgb(night[2])
        floor = canvas.h * 0.68
        x, y = rng.uniform(240, 840), canvas.h * rng.uniform(0.2, 0.34)
        with canvas.afar():
            canvas.wash(sky, 0, floor)
            canvas.wash(sky[3:], floor - 1)
            canvas.glow(x, y, 460, mix(lights[2], rgb("fff1d0"), 0.6), 0.5)
        stars(canvas, 260, floor)
        with canvas.flat((x - 80, y - 80, x + 80, y + 80)) as pen:
            pen.fill(
                [*arc(x, y, 62, 62, 0.6, 4.6, n=30), *arc(x + 26, y - 10, 52, 52, 4.4, 0.5, n=30)],
                mix(lights[2], rgb("fff3d9"), 0.7),
            )
        for i in range(3):
            colour = mix(mix(sky[3], rgb("8a5a4a"), 0.4), ground, 0.35 + 0.28 * i)
            crest = smooth(
                [
                    (-40, floor + 60 * i + rng.uniform(-20, 60)),
                    (rng.uniform(240, 520), floor - 50 + 80 * i),
                    (rng.uniform(600, 860), floor + 50 + 70 * i),
                    (1130, floor + 80 * i + rng.uniform(-60, 40)),
                ],
                12,
                closed=False,
            )
            canvas.shape(
                down_to(crest, canvas.h + 4),
                (mix(colour, lights[2], 0.22), colour, tone(colour, -0.25)),
            )
            canvas.texture("dune", 0.14, down_to(crest, canvas.h + 4))
        with canvas.flat() as pen:
            for _ in range(rng.randint(3, 5)):
                _saguaro(
                    pen, rng, rng.uniform(60, 1020), canvas.h * rng.uniform(0.78, 0.97), ground
                )

    return Sketch(
        "desert night", "night", "A crescent moon and stars above dunes with cacti", paint, "cool"
    )


def _saguaro(pen: Pen, rng: Random, x: float, foot: float, ink: Colour) -> None:
    tall = rng.uniform(110, 260)
    pen.box(x - tall * 0.07, foot - tall, x + tall * 0.07, foot, ink, tall * 0.07)
    for side in (-1, 1):
        y, reach = foot - tall * rng.uniform(0.35, 0.6), tall * rng.uniform(0.2, 0.28)
        left, right = sorted((x, x + side * reach))
        pen.box(left, y - tall * 0.05, right, y + tall * 0.05, ink)
        ax = x + side * reach
        pen.box(
            ax - tall * 0.05,
            y - tall * rng.uniform(0.2, 0.36),
            ax + tall * 0.05,
            y + tall * 0.05,
            ink,
            tall * 0.05,
        )


def _planets(night: Night) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        sky, lights = colours(night[0]), colours(night[1])
        with canvas.afar():
            canvas.wash((sky[0], sky[1], sky[0]))
            canvas.clouds(sky[2], 0.5, -canvas.h * 0.3, canvas.h * 1.3, 0.5, 0.8)
        stars(canvas, 330, canvas.h)
        x, y = 540 + rng.uniform(-90, 90), canvas.h * rng.uniform(0.42, 0.58)
        r = min(330.0, canvas.h * 0.26)
        hues = (sky[1], lights[0], lights[2], mix(lights[1], rgb("ffffff"), 0.4), lights[2], sky[2])
        tilt = rng.uniform(-0.5, 0.5)
        _ring(canvas, (x, y), r, tilt, lights, front=False)
        _globe(canvas, x, y, r, hues)
        _ring(canvas, (x, y), r, tilt, lights, front=True)
        for side in (-1, 1):
            moon(
                canvas,
                x + side * rng.uniform(340, 460),
                y + rng.uniform(-0.34, 0.34) * canvas.h,
                rng.uniform(26, 70),
                rng.choice(lights),
            )

    return Sketch(
        "planet", "space", "A banded planet with rings and two moons among stars", paint, "clear"
    )


def _globe(canvas: Canvas, x: float, y: float, r: float, hues: tuple[Colour, ...]) -> None:
    area = canvas.pixels((x - r, y - r, x + r, y + r))
    if area is None:
        return
    size = area[2] - area[0], area[3] - area[1]
    bands = ImageChops.add(
        noise.cut("wood", canvas.rng, size, 2), noise.cut("cloud", canvas.rng, size), 2
    )
    canvas.image.paste(coloured(bands, hues), area[:2], canvas.mask(oval(x, y, r, r, n=90), area))
    night_side = [
        *arc(x, y, r, r, -pi / 2.6, pi / 1.5, n=40),
        *arc(x - r * 0.5, y - r * 0.4, r * 1.05, r * 1.05, pi / 1.9, -pi / 5.5, n=40),
    ]
    canvas.soft(night_side, rgb("03040c"), 0.75, r * 0.1)
    canvas.glow(x - r * 0.4, y - r * 0.4, r * 0.9, rgb("ffffff"), 0.2)


def _ring(
    canvas: Canvas,
    at: tuple[float, float],
    r: float,
    tilt: float,
    lights: tuple[Colour, ...],
    front: bool,
) -> None:
    x, y = at
    start, end = (0.0, pi) if front else (pi, 2 * pi)
    with canvas.flat() as pen:
        for i in range(9):
            reach = r * (1.35 + 0.075 * i)
            line: Path = arc(x, y, reach, reach * 0.26, start, end, tilt, n=60)
            pen.line(line, (*mix(lights[i % 3], rgb("fff3e0"), 0.5), 200 - 12 * i), r * 0.05)
