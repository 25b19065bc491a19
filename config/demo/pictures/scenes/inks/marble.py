from PIL import ImageChops

from config.demo.pictures.brush import noise
from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, rgb, tone
from config.demo.pictures.brush.paint import coloured
from config.demo.pictures.scenes.inks.inkwell import HUES
from config.demo.pictures.sketch import scene


@scene(
    "marble", "Flowing marble with fine veins of gold", HUES, mood="abstract", film="clear", grain=5
)
def marble(canvas: Canvas, codes: str) -> None:
    rng = canvas.rng
    hues = colours(codes)
    size = canvas.image.size
    flow = ImageChops.add(noise.cut("cloud", rng, size, 1.4), noise.cut("swell", rng, size), 2)
    canvas.image.paste(
        coloured(flow, (hues[0], hues[0], hues[1], hues[1], hues[2], hues[3], hues[3]))
    )
    gold = [0] * 256
    for middle in (96, 131, 160):
        for i in range(-3, 4):
            gold[middle + i] = 255 - abs(i) * 62
    vein = rgb("d9b25f")
    glitter = coloured(noise.cut("stone", rng, size), (tone(vein, -0.5), vein, tone(vein, 0.6)))
    canvas.image.paste(glitter, (0, 0), flow.point(gold))
    canvas.texture("stone", 0.08)
