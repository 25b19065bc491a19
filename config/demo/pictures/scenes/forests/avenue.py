from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import box, clump, smooth, stroke
from config.demo.pictures.motifs import land
from config.demo.pictures.scenes.forests.seasons import BIRCHES
from config.demo.pictures.sketch import scene


@scene("forest path", "A path through an avenue of trees, {0[2]}", BIRCHES, mood="{0[2]}")
def avenue(canvas: Canvas, palette: tuple[str, ...]) -> None:
    air_codes, leaf_codes, _ = palette
    rng = canvas.rng
    air, leaves = colours(air_codes), colours(leaf_codes)
    canvas.wash((air[1], air[0], mix(air[0], rgb("fffdf0"), 0.6), air[1], tone(air[2], -0.3)))
    horizon = canvas.h * 0.56
    ground = tone(mix(air[2], leaves[0], 0.4), -0.15)
    canvas.shape(
        box(0, horizon, canvas.w, canvas.h), (mix(ground, air[0], 0.6), ground, tone(ground, -0.4))
    )
    canvas.texture("stone", 0.25, box(0, horizon, canvas.w, canvas.h), 0.7)
    way = smooth(
        [
            (540, horizon),
            (515, horizon + 60),
            (590, horizon + canvas.h * 0.16),
            (470, canvas.h + 60),
        ],
        12,
        closed=False,
    )
    canvas.shape(
        land.river(way, 22, 620),
        (rgb("f7ecd4"), mix(ground, rgb("efe0c4"), 0.55), mix(ground, rgb("cbb89a"), 0.4)),
    )
    for i in range(6):
        _avenue(canvas, i / 5, horizon, air, leaves)
    canvas.glow(540, horizon - 40, 520, rgb("fff7e0"), 0.5)
    with canvas.flat((0, horizon, canvas.w, canvas.h)) as pen:
        for _ in range(150):
            near = rng.random()
            pen.dot(
                rng.uniform(0, 1080),
                horizon + 30 + near * (canvas.h - horizon),
                2 + 7 * near,
                (*rng.choice(leaves), 220),
                1 + 4 * near,
            )


def _avenue(
    canvas: Canvas, near: float, horizon: float, air: tuple[Colour, ...], leaves: tuple[Colour, ...]
) -> None:
    rng = canvas.rng
    far = near**2
    bark = mix(mix(air[2], air[0], 0.4), rgb("2b211d"), 0.25 + 0.7 * near)
    for side in (-1, 1):
        x = 540 + side * (70 + 560 * far) + rng.uniform(-20, 20)
        foot = horizon + 16 + (canvas.h - horizon) * far * 0.9
        width = 14 + 88 * far
        trunk = smooth(
            [(x + side * width * 0.6, foot), (x, foot - 90 - 300 * far), (x - side * 30, -60)],
            6,
            closed=False,
        )
        with canvas.flat((x - 330, 0, x + 330, foot + 4)) as pen:
            pen.fill(stroke(trunk, width * 1.4, width * 0.6), bark)
            pen.fill(
                stroke([(px - width * 0.25, py) for px, py in trunk], width * 0.35, width * 0.1),
                mix(bark, air[0], 0.3),
            )
            for _ in range(60):
                r = (14 + 40 * far) * rng.uniform(0.4, 1)
                spot = (
                    x + rng.gauss(0, 90 + 60 * far),
                    rng.random() ** 1.3 * horizon * (0.86 - 0.2 * far),
                )
                shade = mix(rng.choice(leaves), air[0], 0.5 * (1 - near))
                pen.fill(clump(rng, *spot, r, r * 0.7), (*tone(shade, rng.uniform(-0.3, 0.1)), 235))
