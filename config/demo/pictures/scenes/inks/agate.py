from PIL import Image

from config.demo.pictures.brush import noise
from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.paint import coloured
from config.demo.pictures.scenes.inks.inkwell import HUES
from config.demo.pictures.sketch import scene


@scene("agate", "Bands of colour in a cut agate", HUES, mood="abstract", film="clear", grain=5)
def agate(canvas: Canvas, codes: str) -> None:
    rng = canvas.rng
    hues = colours(codes)
    size = canvas.image.size
    field = Image.blend(noise.cut("swell", rng, size, 1.3), noise.cut("cloud", rng, size, 2.4), 0.2)
    order = [rng.choice(hues) for _ in range(26)]
    stripes: list[Colour] = []
    for i, hue in enumerate(order):
        stripes += [tone(hue, -0.12), hue, hue, tone(hue, 0.25) if i % 2 else hue]
    canvas.image.paste(coloured(field, tuple(stripes)))
    crystal = noise.cut("crag", rng, size)
    canvas.image.paste(
        coloured(crystal, (hues[1], hues[3], rgb("ffffff"))),
        (0, 0),
        field.point([255 if i > 222 else 0 for i in range(256)]),
    )
    canvas.texture("stone", 0.12)
