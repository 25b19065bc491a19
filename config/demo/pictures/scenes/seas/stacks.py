from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb
from config.demo.pictures.brush.shapes import at, oval, smooth
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.seas.surface import water
from config.demo.pictures.sketch import outdoors


@outdoors("sea stacks", "Rock stacks standing in a calm sea")
def stacks(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    horizon = canvas.h * rng.uniform(0.5, 0.6)
    x = rng.uniform(300, 780)
    land.sky(canvas, hour, horizon, 0.5, (x, horizon - 50, 42))
    water(canvas, hour, horizon)
    land.glints(canvas, x, horizon, 460, hour.light, 260)
    rocks = sorted((rng.random() ** 1.6, rng.uniform(60, 1020)) for _ in range(rng.randint(3, 5)))
    for near, rx in rocks:
        tall = (100 + 330 * near) * rng.uniform(0.7, 1.2)
        wide = tall * rng.uniform(0.22, 0.42)
        foot = horizon + 8 + 150 * near
        rock = at(
            "-1 0, -0.8 -0.5, -0.45 -1, 0.1 -1.1, 0.6 -0.85, 0.85 -0.4, 1.1 0", rx, foot, wide, tall
        )
        canvas.volume(
            smooth(rock, 3),
            mix(mix(rgb("6a5750"), hour.near, 0.5), hour.far, 0.5 * (1 - near)),
            0.55,
            0.2,
            0.55,
            "crag",
        )
        canvas.soft(oval(rx, foot + 3, wide * 1.5, 8), mix(hour.light, hour.sky[-1], 0.5), 0.8, 6)
    canvas.mist(horizon - 60, horizon + 120, hour.sky[-1], 0, 0.35)
