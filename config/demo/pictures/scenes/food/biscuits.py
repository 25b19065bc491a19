from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb
from config.demo.pictures.brush.shapes import blob, box, clump
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.food.serving import around, dish, seeds


@dish("biscuits", "Round biscuits with chocolate on a board", plated=False)
def biscuits(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    board = box(x - r * 1.15, y - r * 1.0, x + r * 1.15, y + r * 1.0)
    canvas.soft([(a + 16, b + 22) for a, b in board], SHADOW, 0.5, 18)
    canvas.shape(board, (rgb("dcb987"), rgb("c49a63")))
    canvas.texture("wood", 0.2, board)
    for row in range(3):
        for column in range(3):
            px, py = (
                x + (column - 1) * r * 0.7 + rng.uniform(-14, 14),
                y + (row - 1) * r * 0.62 + rng.uniform(-14, 14),
            )
            s = r * 0.27
            cake = blob(rng, px, py, s, s, 0.05, 12)
            canvas.soft([(a + 9, b + 13) for a, b in cake], SHADOW, 0.45, 9)
            canvas.volume(cake, rng.choice(colours("c98a4a b5763a d9a05f")), 0.45, 0.1, 0.5)
            with canvas.flat((px - s, py - s, px + s, py + s)) as pen:
                for _ in range(9):
                    cx, cy = around(rng, px, py, s * 0.76)
                    pen.fill(clump(rng, cx + 3, cy + 4, s * 0.14, s * 0.12), (40, 20, 14, 90))
                    pen.fill(clump(rng, cx, cy, s * 0.14, s * 0.12), rgb("4a2a1c"))
                    pen.dot(cx - s * 0.04, cy - s * 0.05, s * 0.03, rgb("8a5a40"))
    seeds(canvas, x, y, r * 1.1, rgb("f7efe0"), 30)
