"""The roofs of an old town."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.skylines.towers import LAMP, towers
from config.demo.pictures.sketch import outdoors


@outdoors("rooftops", "Tiled roofs and chimneys of an old town", hours.EVENINGS)
def roofs(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    land.sky(canvas, hour, canvas.h * 0.7, 0.7, (rng.uniform(200, 880), canvas.h * 0.26, 44))
    towers(canvas, hour, canvas.h * 0.56, 0.1, 0.2)
    tile = mix(rgb("b0583c"), hour.near, 0.25)
    for i in range(6):
        near = i / 5
        colour = mix(mix(tile, hour.far, 0.6), tile, near)
        _row(canvas, hour, colour, canvas.h * (0.46 + 0.5 * near), 0.5 + near)
    with canvas.flat((0, 0, canvas.w, canvas.h * 0.5)) as pen:
        land.birds(pen, rng, 500, canvas.h * 0.24, 8, hour.near)


def _row(canvas: Canvas, hour: Hour, tile: Colour, y: float, s: float) -> None:
    """Houses side by side; from here on in units of their own size."""
    x = canvas.rng.uniform(-160, 0)
    while x < 1100:
        width = canvas.rng.uniform(170, 300)
        _house(canvas, hour, tile, (x, y), width, s)
        x += (width + canvas.rng.uniform(4, 16)) * s


def _house(
    canvas: Canvas, hour: Hour, tile: Colour, place: tuple[float, float], width: float, s: float
) -> None:
    rng, (x, y) = canvas.rng, place
    plaster = mix(rng.choice(colours("ead9bd d9b38c c9c2b4")), hour.far, 0.25)
    wall, roof = mix(plaster, hour.near, 0.25), tone(tile, rng.uniform(-0.16, 0.1))
    rise = rng.uniform(80, 130)
    canvas.wash((wall, tone(wall, -0.35)), y, y + 300 * s, x, x + width * s)
    slope = [(-12.0, 6.0), (width * 0.16, -rise), (width * 0.84, -rise), (width + 12, 6.0)]
    tiles = (mix(roof, hour.light, 0.25), roof, tone(roof, -0.3))
    canvas.shape([(x + u * s, y + v * s) for u, v in slope], tiles)
    with canvas.flat((x - 20 * s, y - 210 * s, x + (width + 20) * s, y + 130 * s)) as pen:
        figure = pen.moved(x, y, s)
        _tile_rows(figure, width, rise, tone(roof, -0.5))
        _chimney(figure, width * rng.uniform(0.25, 0.7), rise, mix(roof, hour.near, 0.35))
        for left in range(20, int(width) - 40, 70):
            dark = mix(hour.near, hour.sky[1], 0.25)
            pane = LAMP if rng.random() < 0.35 else dark
            figure.box(left, 26, left + 28, 74, pane)


def _tile_rows(pen: Pen, width: float, rise: float, ink: Colour) -> None:
    for i in range(1, 11):
        t = i / 11
        y = 6 - (rise + 6) * t
        left = width * 0.16 * t - 12 * (1 - t)
        pen.line([(left, y), (width * (1 - 0.16 * t), y)], (*ink, 110), 1.6)


def _chimney(pen: Pen, x: float, rise: float, brick: Colour) -> None:
    pen.box(x, -rise - 50, x + 28, -rise + 20, brick)
    pen.box(x - 4, -rise - 54, x + 32, -rise - 44, tone(brick, -0.3))
