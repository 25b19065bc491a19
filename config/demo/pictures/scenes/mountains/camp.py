from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, at, down_to, ridge
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.motifs.massif import massif
from config.demo.pictures.scenes.mountains.peaks import ROCK, peaks
from config.demo.pictures.sketch import outdoors


@outdoors("tent in the mountains", "A glowing tent on a meadow below high mountains")
def camp(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    floor = canvas.h * 0.74
    land.sky(canvas, hour, floor, 0.4)
    for peak in peaks(rng, floor):
        massif(canvas, hour, peak, ROCK, rng.uniform(0.35, 0.65))
    canvas.mist(floor * 0.7, floor, hour.sky[-1], 0, 0.7)
    meadow = ridge(rng, floor, 50, 0.45)
    grass = mix(mix(hour.near, rgb("4f6b45"), 0.45), hour.far, 0.15)
    canvas.shape(down_to(meadow, canvas.h + 4), (tone(grass, 0.1), tone(grass, -0.4)))
    canvas.texture("stone", 0.25, down_to(meadow, canvas.h), 0.6)
    _tent(canvas, rng.uniform(300, 780), floor + (canvas.h - floor) * 0.5, hour)
    with canvas.flat((0, floor - 300, canvas.w, canvas.h)) as pen:
        for x in (rng.uniform(0, 200), rng.uniform(180, 260), rng.uniform(860, 1080)):
            pen.fill(land.pine(rng, x, canvas.h * 0.96, rng.uniform(330, 520)), tone(grass, -0.55))


def _tent(canvas: Canvas, x: float, foot: float, hour: Hour) -> None:
    warm = rgb("f2a541")
    body: Path = [(x - 120, foot), (x - 20, foot - 125), (x + 95, foot - 6)]
    flank: Path = at("-20 -125, 60 -132, 165 -26, 95 -6", x, foot)
    canvas.soft(at("-140 -6, 180 -30, 200 26, -120 20", x, foot), tone(hour.near, -0.5), 0.6, 14)
    canvas.shape(body, (rgb("d9622b"), rgb("ffd27a")))
    canvas.shape(flank, (rgb("b8471f"), rgb("d9702f")))
    with canvas.flat((x - 130, foot - 140, x + 170, foot + 6)) as pen:
        pen.fill([(x - 36, foot - 3), (x - 20, foot - 118), (x + 18, foot - 4)], rgb("ffe9a8"))
    canvas.glow(x - 10, foot - 40, 330, warm, 0.42, 2.2)
