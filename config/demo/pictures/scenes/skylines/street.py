from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import box, oval
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.skylines.towers import LAMP
from config.demo.pictures.sketch import outdoors


@outdoors("city street", "A tram in a street between tall houses", hours.EVENINGS)
def street(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    horizon = canvas.h * 0.62
    land.sky(canvas, hour, horizon, 0.5, (540, horizon - 130, 46))
    ground = mix(hour.near, hour.sky[0], 0.3)
    canvas.wash((mix(ground, hour.sky[-1], 0.5), ground, tone(ground, -0.4)), horizon)
    for i in range(6):
        t = (i / 5) ** 1.5
        for side in (-1, 1):
            _block(canvas, hour, side, t, horizon)
    canvas.glow(540, horizon - 40, 560, hour.light, 0.5)
    _wires(canvas, hour, horizon)
    _tram(canvas, hour, 540 + rng.choice((-1, 1)) * 60, horizon + 120)


def _block(canvas: Canvas, hour: Hour, side: int, t: float, horizon: float) -> None:
    rng = canvas.rng
    inner, outer = 80 + 300 * t, 120 + 480 * t
    top = horizon - (150 + 560 * t) * rng.uniform(0.85, 1.1)
    floor = horizon + 26 + 240 * t
    wall = mix(
        mix(hour.far, rng.choice(colours("a8604a 8a7a6a 5d6f78 b08a5a")), 0.3),
        hour.near,
        0.35 + 0.5 * t,
    )
    left, right = sorted((540 + side * inner, 540 + side * (outer + 60)))
    canvas.wash((wall, mix(wall, hour.sky[-1], 0.25)), top, floor, left, right)
    with canvas.flat((left, top - 20, right, floor)) as pen:
        pen.box(left, top - 12, right, top + 4, tone(wall, -0.3))
        step = 24 + 34 * t
        y = top + step * 0.7
        while y < floor - step:
            x = left + step * 0.4
            while x < right - step * 0.5:
                lit = rng.random() < 0.4
                pen.box(x, y, x + step * 0.42, y + step * 0.62, LAMP if lit else tone(wall, -0.35))
                x += step * 0.85
            y += step * 1.2


def _wires(canvas: Canvas, hour: Hour, horizon: float) -> None:
    with canvas.flat() as pen:
        for end in (-80, 320, 760, 1160):
            pen.line([(540, horizon - 60), (end, -20)], (*tone(hour.near, -0.3), 170), 3)
        for x in (470, 610):
            pen.line(
                [(540 + (x - 540) * 0.2, horizon + 10), (540 + (x - 540) * 4, canvas.h)],
                (*hour.light, 150),
                5,
            )


def _tram(canvas: Canvas, hour: Hour, x: float, foot: float) -> None:
    body = mix(rgb("e0a526"), hour.near, 0.12)
    canvas.soft(oval(x, foot + 6, 110, 14), tone(hour.near, -0.5), 0.7, 8)
    canvas.shape(box(x - 84, foot - 214, x + 84, foot), (rgb("f5efe0"), body, tone(body, -0.3)))
    with canvas.flat((x - 100, foot - 260, x + 100, foot + 16)) as pen:
        pen.box(x - 88, foot - 232, x + 88, foot - 206, tone(body, -0.45), 10)
        pen.line([(x - 26, foot - 258), (x, foot - 232)], hour.near, 4)
        for left, right in ((-72, -28), (-22, 22), (28, 72)):
            pen.box(x + left, foot - 186, x + right, foot - 108, mix(LAMP, rgb("fff6dc"), 0.4), 5)
        pen.box(x - 40, foot - 204, x + 40, foot - 190, hour.near, 3)
        pen.dot(x, foot - 60, 17, rgb("fff7df"))
        pen.box(x - 84, foot - 96, x + 84, foot - 88, rgb("f5efe0"))
        pen.box(x - 70, foot - 14, x + 70, foot + 8, tone(hour.near, -0.3), 4)
    canvas.glow(x, foot - 60, 170, LAMP, 0.7)
