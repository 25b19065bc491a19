from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, at, box, smooth
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.motifs.massif import Peak, massif
from config.demo.pictures.scenes.mountains.peaks import ROCK
from config.demo.pictures.sketch import outdoors


@outdoors("valley river", "A river winding through a wooded valley towards a snowy mountain")
def river(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    floor = canvas.h * rng.uniform(0.5, 0.58)
    land.sky(canvas, hour, floor, 0.5)
    land.ranges(canvas, hour, floor * 0.7, floor, 3, 170)
    massif(
        canvas, hour, Peak(540 + rng.uniform(-150, 150), floor * 0.3, floor, 60, 1020), ROCK, 0.5
    )
    canvas.mist(floor * 0.7, floor + 10, hour.sky[-1], 0, 0.9)
    ground = mix(mix(hour.near, rgb("5b7145"), 0.4), hour.far, 0.25)
    canvas.wash((mix(ground, hour.sky[-1], 0.45), ground, tone(ground, -0.35)), floor)
    canvas.texture("stone", 0.16, box(0, floor, canvas.w, canvas.h), 0.7)
    bend = rng.choice((-1, 1))
    upper = at("0 4, -90 60, 160 150", 540, floor, bend, 1)
    way = [*upper, (540 - 160 * bend, canvas.h * 0.82), (540 + 120 * bend, canvas.h + 90)]
    band = land.river(smooth(way, 12, closed=False), 14, 330)
    canvas.shape(band, (hour.sky[-1], hour.sky[-1], mix(hour.sky[1], hour.near, 0.3)))
    _banks(canvas, hour, floor, way)


def _banks(canvas: Canvas, hour: Hour, floor: float, way: Path) -> None:
    rng = canvas.rng
    spots = sorted(
        (floor + (canvas.h - floor) * rng.random() ** 1.5, rng.uniform(-20, 1100))
        for _ in range(90)
    )
    course = smooth(way, 12, closed=False)
    with canvas.flat((0, floor - 60, canvas.w, canvas.h)) as pen:
        for y, x in spots:
            near = (y - floor) / (canvas.h - floor)
            middle = min(course, key=lambda p: abs(p[1] - y))[0]
            if abs(x - middle) > 30 + 230 * near:
                colour = mix(mix(hour.near, rgb("2f4a38"), 0.4), hour.far, 0.5 * (1 - near))
                pen.fill(
                    land.pine(rng, x, y, 34 + 250 * near), tone(colour, rng.uniform(-0.1, 0.08))
                )
