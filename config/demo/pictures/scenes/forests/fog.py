from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb
from config.demo.pictures.brush.shapes import Path, down_to, ridge
from config.demo.pictures.motifs import land
from config.demo.pictures.scenes.forests.seasons import AIRS
from config.demo.pictures.sketch import scene


@scene("forest in fog", "Fir trees fading into fog, {0[2]}", AIRS, mood="{0[2]}", film="faded")
def fog(canvas: Canvas, palette: tuple[str, ...]) -> None:
    air_codes, dark_code, _ = palette
    air, dark = colours(air_codes), rgb(dark_code)
    rng = canvas.rng
    canvas.wash((air[1], air[0], air[0], air[1]))
    light = rng.uniform(260, 820)
    layers = 5
    for i in range(layers):
        near = i / (layers - 1)
        colour = mix(mix(air[1], air[2], 0.5), dark, near**1.4)
        foot = canvas.h * (0.62 + 0.3 * near)
        _stand(canvas, colour, foot, 0.24 + 0.36 * near)
        if i < layers - 1:
            canvas.mist(foot - 320, foot + 60, air[0], 0, 0.85)
            canvas.mist(foot + 60, canvas.h, air[0], 0.85, 0.85)
        if i == 1:
            canvas.glow(light, canvas.h * 0.3, 620, rgb("fff6e0"), 0.5)
    _rays(canvas, light, rgb("fff4d8"))


def _stand(canvas: Canvas, colour: Colour, foot: float, size: float) -> None:
    rng = canvas.rng
    line = ridge(rng, foot, 60, 0.5)
    tall = canvas.h * size
    with canvas.flat((0, foot - tall * 1.35, canvas.w, foot + 80)) as pen:
        x = rng.uniform(-60, 60)
        while x < 1120:
            pen.fill(land.pine(rng, x, foot + 64, tall * rng.uniform(0.55, 1.1)), colour)
            x += tall * rng.uniform(0.1, 0.42)
    canvas.shape(down_to(line, canvas.h + 4), (colour, colour))


def _rays(canvas: Canvas, x: float, colour: Colour) -> None:
    rng = canvas.rng
    for _ in range(4):
        reach = rng.uniform(-520, 520)
        width = rng.uniform(30, 120)
        ray: Path = [
            (x - 16, -60),
            (x + 16, -60),
            (x + reach + width, canvas.h),
            (x + reach - width, canvas.h),
        ]
        canvas.soft(ray, colour, rng.uniform(0.06, 0.14), 26)
