from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, mix, rgb
from config.demo.pictures.brush.shapes import down_to, ridge
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.stars import stars
from config.demo.pictures.scenes.nights.skies import NIGHTS, Night, moon
from config.demo.pictures.sketch import scene


@scene(
    "full moon",
    "A great full moon rising behind wooded hills with birds before it",
    NIGHTS,
    mood="night",
    film="cool",
)
def full_moon(canvas: Canvas, night: Night) -> None:
    rng = canvas.rng
    sky, lights, ground = colours(night[0]), colours(night[1]), rgb(night[2])
    x, y, r = (
        540 + rng.uniform(-160, 160),
        canvas.h * 0.44,
        rng.uniform(190, 290) * min(1, canvas.h / 1000),
    )
    with canvas.afar():
        canvas.wash(sky)
        canvas.clouds(sky[3], 0.4, canvas.h * 0.3, canvas.h, 0.5)
        canvas.glow(x, y, r * 3.2, mix(lights[2], rgb("fff1d0"), 0.6), 0.55)
    stars(canvas, 120, canvas.h * 0.7)
    moon(canvas, x, y, r, mix(lights[2], rgb("fff3d9"), 0.75))
    for i in range(4):
        line = ridge(rng, canvas.h * (0.62 + 0.1 * i), 130, 0.5)
        colour = mix(sky[2], ground, 0.3 + 0.23 * i)
        canvas.shape(down_to(line, canvas.h + 4), (colour, mix(colour, sky[3], 0.2)))
        if i > 1:
            with canvas.flat((0, canvas.h * 0.5, 1080, canvas.h)) as pen:
                land.pines(pen, rng, line, colour, 60 + 40 * i, 34)
    with canvas.flat((x - r * 1.4, y - r, x + r * 1.4, y + r)) as pen:
        land.birds(pen, rng, x, y + r * 0.2, rng.randint(4, 8), ground, 22)
