from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb, tone
from config.demo.pictures.brush.shapes import at, smooth
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.seas.surface import water
from config.demo.pictures.sketch import outdoors


@outdoors("lighthouse", "A lighthouse on a cliff above the sea")
def lighthouse(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    horizon = canvas.h * 0.64
    land.sky(canvas, hour, horizon, 0.75)
    water(canvas, hour, horizon)
    side = rng.choice((-1, 1))
    x = 540 + side * rng.uniform(60, 230)
    land.glints(canvas, 540 - side * 260, horizon, 500, hour.light, 140)
    top = canvas.h * 0.66
    cliff = [
        (x - side * 200, canvas.h * 0.8),
        (x - side * 130, top + 20),
        (x - side * 60, top - 14),
        (x + side * 160, top - 30),
        (x + side * 420, top - 90),
        (x + side * 800, top - 70),
        (x + side * 800, canvas.h + 80),
        (x - side * 300, canvas.h + 80),
    ]
    canvas.volume(smooth(cliff, 3), mix(rgb("5d5a50"), hour.near, 0.4), 0.55, 0.1, 0.6, "crag")
    grass = at(
        "-140 18, -60 -16, 160 -32, 420 -92, 800 -72, 800 20, 400 -20, 60 34", x, top, side, 1
    )
    canvas.shape(
        smooth(grass, 4), (mix(rgb("7d9455"), hour.light, 0.2), mix(rgb("3f5c3e"), hour.near, 0.4))
    )
    _tower(canvas, hour, x, top - 8, rng.uniform(300, 400))
    with canvas.flat((0, 0, canvas.w, horizon)) as pen:
        land.birds(pen, rng, 540 - side * 260, canvas.h * 0.33, 7, hour.near, 20)


def _tower(canvas: Canvas, hour: Hour, x: float, foot: float, tall: float) -> None:
    white, red = mix(rgb("f4efe6"), hour.far, 0.12), mix(rgb("c23b2e"), hour.near, 0.12)
    top = foot - tall
    canvas.shape(
        [(x - 46, foot), (x - 30, top), (x + 30, top), (x + 46, foot)],
        (white, mix(white, hour.near, 0.1), tone(white, -0.5)),
        sideways=True,
    )
    bands = 3
    for i in range(bands):
        a, b = (i * 2 + 0.6) / (bands * 2), (i * 2 + 1.6) / (bands * 2)
        ya, yb = top + tall * a, top + tall * b
        canvas.shape(
            [
                (x - 30 - 16 * a, ya),
                (x + 30 + 16 * a, ya),
                (x + 30 + 16 * b, yb),
                (x - 30 - 16 * b, yb),
            ],
            (tone(red, 0.1), red, tone(red, -0.5)),
            sideways=True,
        )
    with canvas.flat((x - 200, top - 110, x + 200, foot + 6)) as pen:
        dark = tone(hour.near, -0.2)
        pen.box(x - 40, top - 8, x + 40, top + 2, dark)
        pen.box(x - 22, top - 48, x + 22, top - 8, rgb("ffe6a0"))
        for bar in (-22, -8, 6, 20):
            pen.box(x + bar - 1, top - 48, x + bar + 2, top - 8, dark)
        pen.fill([(x - 30, top - 46), (x, top - 82), (x + 30, top - 46)], red)
        pen.box(x + 62, foot - 66, x + 160, foot + 4, white)
        pen.fill(at("52 -64, 84 -108, 140 -108, 170 -64", x, foot), red)
        pen.box(x + 84, foot - 46, x + 104, foot - 20, rgb("ffd98a"))
    canvas.glow(x, top - 28, 300, rgb("ffe0a0"), 0.6, 3)
