from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, tone
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.skylines.towers import LAMP, towers
from config.demo.pictures.sketch import outdoors


@outdoors("skyline", "City towers with lit windows mirrored in a river", hours.EVENINGS)
def river_front(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    water = canvas.h * rng.uniform(0.6, 0.7)
    disc = rng.uniform(160, 920), water * rng.uniform(0.2, 0.5)
    land.sky(canvas, hour, water, 0.5, (*disc, rng.uniform(26, 60)))
    for i in range(3):
        near = i / 2
        towers(canvas, hour, water, near, 0.34 + 0.16 * near)
        canvas.mist(water * 0.72, water, mix(hour.sky[-1], hour.far, 0.4), 0, 0.35 * (1 - near))
    canvas.glow(540, water, 700, mix(hour.sky[-1], LAMP, 0.5), 0.25)
    canvas.mirror(water, mix(hour.near, hour.sky[0], 0.4), 0.2, 10)
    with canvas.flat((0, water - 10, canvas.w, water + 8)) as pen:
        pen.box(0, water - 6, canvas.w, water + 3, tone(hour.near, -0.3))
        for x in range(20, 1080, 64):
            pen.dot(x, water - 7, 3.4, LAMP)
