from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix
from config.demo.pictures.brush.shapes import at, down_to, ridge, smooth
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.motifs.massif import massif
from config.demo.pictures.scenes.mountains.peaks import ROCK, peaks
from config.demo.pictures.sketch import outdoors


@outdoors("mountain lake", "Snowy mountains mirrored in a still lake with firs on the shore")
def lake(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    water = canvas.h * rng.uniform(0.54, 0.66)
    land.sky(canvas, hour, water, rng.uniform(0.3, 0.6))
    land.ranges(canvas, hour, water * 0.72, water, 2, 150)
    for peak in peaks(rng, water):
        massif(canvas, hour, peak, ROCK, 0.6)
    canvas.mist(water * 0.68, water, mix(hour.sky[-1], hour.far, 0.4), 0, 0.85)
    shore = ridge(rng, water - 30, 60, 0.5)
    with canvas.flat((0, water - 200, canvas.w, water + 10)) as pen:
        pen.fill(down_to(shore, water + 4), mix(hour.far, hour.near, 0.75))
        land.pines(pen, rng, shore, mix(hour.far, hour.near, 0.85), rng.uniform(60, 130), 18)
    canvas.mirror(water, mix(hour.near, hour.sky[0], 0.5), 0.22)
    _stones(canvas, hour)


def _stones(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    if rng.random() < 0.4:
        return
    side = rng.choice((0.0, canvas.w))
    for i in range(9):
        x = abs(side - rng.uniform(-40, 420) * (1 - i / 14))
        y = canvas.h - 10 + rng.uniform(-70, 30) * (1 - i / 12)
        size = rng.uniform(24, 80)
        rock = smooth(at("-1 0.5, -0.7 -0.3, 0.1 -0.55, 1 0.4", x, y, size), 4)
        canvas.volume(rock, mix(hour.near, ROCK, 0.4), 0.6, 0.3, 0.3)
