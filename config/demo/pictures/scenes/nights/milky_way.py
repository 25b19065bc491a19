from config.demo.pictures.brush import noise
from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb
from config.demo.pictures.brush.shapes import at, down_to, ridge, smooth
from config.demo.pictures.motifs.stars import stars
from config.demo.pictures.scenes.nights.skies import NIGHTS, Night
from config.demo.pictures.sketch import scene


@scene(
    "milky way",
    "The Milky Way above a tent and two people at a fire",
    NIGHTS,
    mood="night",
    film="cool",
)
def milky_way(canvas: Canvas, night: Night) -> None:
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


def _milk(canvas: Canvas, sky: tuple[Colour, ...], lights: tuple[Colour, ...]) -> None:
    rng = canvas.rng
    width, height = canvas.image.size
    lean = rng.choice((-1, 1))
    for spread, hue, strength in ((330, sky[2], 0.5), (200, lights[2], 0.4), (100, lights[0], 0.4)):
        foot, top = 540 - lean * 420, 540 + lean * 380
        band = [(foot - spread, canvas.h), (foot + spread, canvas.h), (top + spread, -80.0)]
        band += [(top - spread, -80.0)]
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
            pen.fill(smooth(at("-1 0, -0.5 -0.6, 0 -1, 0.6 -0.5, 1 0", x, foot, w, t), 5), flame)
        pen.line([(x - 40, foot + 6), (x + 40, foot - 4)], rgb("3a2018"), 12)
        for u in (-96, -160):
            px = x + side * u
            pen.fill(smooth(at("-26 6, -20 -56, 0 -66, 20 -56, 30 6", px, foot), 5), rgb("15121c"))
            pen.dot(px, foot - 80, 17, rgb("15121c"))
            pen.line([(px + side * 20, foot - 50), (px + side * 16, foot - 86)], rgb("e8914a"), 3)
