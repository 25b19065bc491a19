from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.motifs.massif import Peak, massif
from config.demo.pictures.sketch import outdoors


@outdoors("above the clouds", "A peak rising out of a sea of clouds")
def sea_of_clouds(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    base = canvas.h * rng.uniform(0.6, 0.7)
    x = rng.uniform(330, 750)
    land.sky(canvas, hour, base, 0.35, (1080 - x, base * 0.52, 36))
    massif(
        canvas,
        hour,
        Peak(x, base * rng.uniform(0.25, 0.4), base + 160, x - 620, x + 620),
        rgb("5d4e58"),
        rng.choice((0.0, 0.3, 0.55)),
    )
    white = mix(hour.sky[-1], hour.light, 0.6)
    for i in range(4):
        y = base - 110 + i * (canvas.h - base) / 4.6
        shade = mix(mix(hour.sky[1], hour.far, 0.5), white, 0.35 + 0.2 * i)
        land.cloud_bank(canvas, y, canvas.h, shade, 0.9)
    land.cloud_bank(canvas, base + 30, base + 260, hour.light, 0.4)
