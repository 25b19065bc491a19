from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb
from config.demo.pictures.brush.shapes import Path, at, down_to, oval, ridge, smooth, stroke
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.sketch import outdoors


@outdoors(
    "fox in the snow",
    "A red fox standing in the snow before dark firs",
    (hours.ROSE, hours.BLUE, hours.SUNRISE, hours.STORM, hours.FRESH),
)
def fox(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    floor = canvas.h * 0.66
    land.sky(canvas, hour, floor, 0.4)
    for i in range(3):
        near = i / 2
        colour = mix(hour.far, hour.near, 0.1 + 0.55 * near)
        line = ridge(rng, floor - 60 + 60 * near, 50, 0.5)
        with canvas.flat((0, floor - 480, 1080, floor + 120)) as pen:
            land.pines(pen, rng, line, colour, 150 + 190 * near, 40 + 26 * near)
        canvas.shape(down_to(line, floor + 60), (colour, mix(colour, hour.sky[-1], 0.5)))
        canvas.mist(floor - 160, floor + 20, hour.sky[-1], 0, 0.6)
    white = mix(rgb("f4f6fa"), hour.sky[-1], 0.4)
    snow = down_to(ridge(rng, floor + 20, 60, 0.42), canvas.h + 5)
    canvas.shape(snow, (white, mix(white, hour.sky[0], 0.35)))
    _standing_fox(canvas, rng.uniform(380, 640), canvas.h * 0.87, 2.6, rng.choice((-1, 1)))
    with canvas.flat() as pen:
        for _ in range(150):
            size = rng.uniform(2, 7)
            pen.dot(rng.uniform(0, 1080), rng.uniform(0, canvas.h), size, (255, 255, 255, 150))


def _standing_fox(canvas: Canvas, x: float, foot: float, s: float, side: int) -> None:
    def here(text: str) -> Path:
        return smooth(at(text, x, foot, side * s, -s), 6)

    red, dark = rgb("d9672b"), rgb("4a2a22")
    canvas.soft(oval(x, foot, 95 * s, 7 * s), rgb("3a4a70"), 0.4, 12)
    brush = here("-52 62, -80 50, -112 26, -118 14, -98 16, -70 28, -48 44")
    canvas.volume(brush, red, 0.5, 0.24, 0.2)
    canvas.volume(here("-100 27, -119 20, -118 12, -100 15"), rgb("f6efe6"), 0.3)
    for u in (-40, -30, 34, 44):
        leg = [(x + side * u * s, foot - 40 * s), (x + side * (u + 2) * s, foot)]
        canvas.volume(
            stroke(leg, 11 * s, 7 * s), mix(dark, red, 0.25 if u in (-40, 44) else 0.0), 0.4
        )
    body = here("-56 66, -20 76, 30 74, 58 84, 62 60, 48 40, 20 34, -20 36, -48 32")
    canvas.volume(body, red, 0.5, 0.22, 0.25)
    canvas.volume(here("44 70, 60 74, 62 50, 46 38, 38 50"), rgb("f6efe6"), 0.3, 0.25)
    for u in (56, 76):
        canvas.volume(here(f"{u} 104, {u + 3} 126, {u + 14} 106"), dark if u == 56 else red, 0.4)
    canvas.volume(
        here("46 104, 62 114, 82 108, 92 94, 112 82, 110 77, 84 76, 58 80"), red, 0.45, 0.24
    )
    canvas.volume(here("60 84, 84 90, 110 80, 84 76, 64 76"), rgb("f6efe6"), 0.3)
    with canvas.flat((x - 130 * s, foot - 130 * s, x + 130 * s, foot)) as pen:
        pen.dot(x + side * 112 * s, foot - 80 * s, 3.4 * s, rgb("1f1518"))
        pen.dot(x + side * 85 * s, foot - 97 * s, 2.6 * s, rgb("1f1518"))
