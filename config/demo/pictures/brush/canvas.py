"""The canvas: washes, volumes with light and shadow, mist, glow, reflections, the final print."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from config.demo.pictures.brush import noise
from config.demo.pictures.brush.colour import BLACK, WHITE, Colour, mix, tone
from config.demo.pictures.brush.paint import (
    CURVES,
    Area,
    Light,
    coloured,
    fade,
    gradient,
    rippled,
    roundness,
    size_of,
)
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import Point, bounds

_SMOOTH = Image.Resampling.BILINEAR


class Canvas:
    """A picture 1080 units across, whatever its size in pixels."""

    w = 1080.0

    def __init__(self, size: tuple[int, int], rng: Random) -> None:
        self.image = Image.new("RGB", size, WHITE)
        self.rng = rng
        self.k = size[0] / self.w
        self.h = size[1] / self.k
        self.light: Light = (-0.6, -0.7)

    # Grounds

    @contextmanager
    def afar(self) -> Iterator[None]:
        """Skies and backgrounds: painted at a quarter of the size, as nothing there is sharp."""
        size, k = self.image.size, self.k
        self.image = self.image.reduce(4)
        self.k = self.image.width / self.w
        yield
        self.image, self.k = self.image.resize(size, _SMOOTH), k

    def wash(
        self,
        stops: Sequence[Colour],
        top: float = 0,
        bottom: float | None = None,
        left: float = 0,
        right: float | None = None,
        sideways: bool = False,
    ) -> None:
        """An even gradient through the stops over a rectangle."""
        area = self.pixels((left, top, right or self.w, bottom or self.h))
        if area is not None:
            self.image.paste(gradient(stops, size_of(area), sideways), area[:2])

    def marble(self, kind: str, stops: Sequence[Colour], zoom: float = 1) -> None:
        """The whole canvas in a texture, its greys turned into the stops."""
        field = noise.cut(kind, self.rng, self.image.size, zoom)
        self.image.paste(coloured(field, stops))

    def texture(
        self, kind: str, strength: float, path: Sequence[Point] | None = None, zoom: float = 1
    ) -> None:
        """Roughens what is there, everywhere or inside the path."""
        area = self.pixels(bounds(path) if path else (0, 0, self.w, self.h))
        if area is None:
            return
        field = noise.cut(kind, self.rng, size_of(area), zoom)
        field = field.point([round(128 + (i - 128) * strength) for i in range(256)])
        ground = self.image.crop(area)
        rough = ImageChops.add(ground, Image.merge("RGB", (field, field, field)), 1, -128)
        self.image.paste(rough, area[:2], self.mask(path, area) if path else None)

    # Things

    @contextmanager
    def flat(self, area: tuple[float, float, float, float] | None = None) -> Iterator[Pen]:
        """Flat drawing with clean edges: twice as large, then halved, inside the area."""
        pixels = self.pixels(area or (0, 0, self.w, self.h)) or (0, 0, 1, 1)
        ground = self.image.crop(pixels)
        double = (ground.width * 2, ground.height * 2)
        large = ground.resize(double, Image.Resampling.NEAREST)
        yield Pen(large, self.k * 2, pixels[0] / self.k, pixels[1] / self.k)
        self.image.paste(large.reduce(2), pixels[:2])

    def shape(self, path: Sequence[Point], stops: Sequence[Colour], sideways: bool = False) -> None:
        """A shape in a gradient."""
        area = self.pixels(bounds(path))
        if area is not None:
            paint = gradient(stops, size_of(area), sideways)
            self.image.paste(paint, area[:2], self.mask(path, area))

    def volume(
        self,
        path: Sequence[Point],
        colour: Colour,
        depth: float = 0.5,
        round_: float = 0.3,
        rough: float = 0,
        grain: str = "stone",
        dark: Colour | None = None,
    ) -> None:
        """A body: lit from the canvas's light, turning into shadow on the other side."""
        area = self.pixels(bounds(path))
        if area is None:
            return
        mask = self.mask(path, area)
        shade = roundness(mask, self.light, round_)
        if rough:
            spots = noise.cut(grain, self.rng, size_of(area))
            spots = spots.point([round(128 + (i - 128) * rough) for i in range(256)])
            shade = ImageChops.add(shade, spots, 1, -128)
        dark, lit = dark or tone(colour, -depth), tone(colour, depth * 0.55)
        paint = coloured(shade, (dark, dark, mix(dark, colour, 0.55), colour, colour, lit))
        self.image.paste(paint, area[:2], mask)

    # Light and air

    def soft(self, path: Sequence[Point], colour: Colour, opacity: float, blur: float) -> None:
        """A shape without an edge: a shadow on a table, light through a window, a haze."""
        left, top, right, bottom = bounds(path)
        pad = blur * 2.2
        area = self.pixels((left - pad, top - pad, right + pad, bottom + pad))
        if area is None:
            return
        # Worked out small: nobody sees the pixels of a blur.
        step = max(1.0, blur * self.k / 4)
        width, height = size_of(area)
        low = max(2, round(width / step)), max(2, round(height / step))
        mask = Image.new("L", low)
        fx, fy = low[0] / width, low[1] / height
        spots = [((x * self.k - area[0]) * fx, (y * self.k - area[1]) * fy) for x, y in path]
        ImageDraw.Draw(mask).polygon(spots, fill=round(255 * opacity))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * self.k / step))
        self.image.paste(colour, area, mask.resize((width, height), _SMOOTH))

    def glow(
        self, x: float, y: float, r: float, colour: Colour, strength: float = 1, power: float = 2
    ) -> None:
        """Light added around a point."""
        area = self.pixels((x - r, y - r, x + r, y + r))
        if area is None:
            return
        disc = noise.glow(power)
        # What of the disc is on the canvas, in the disc's own pixels.
        f = disc.width / (2 * r * self.k)
        shift = (x - r) * self.k, (y - r) * self.k
        part = [min(max((v - shift[i % 2]) * f, 0.0), disc.width) for i, v in enumerate(area)]
        field = disc.resize(size_of(area), _SMOOTH, box=(part[0], part[1], part[2], part[3]))
        light = coloured(field, (BLACK, mix(BLACK, colour, strength)))
        self.image.paste(ImageChops.screen(self.image.crop(area), light), area[:2])

    def mist(self, top: float, bottom: float, colour: Colour, above: float, below: float) -> None:
        """Air between two heights; the opacities are those at its upper and lower end."""
        area = self.pixels((0, top, self.w, bottom))
        if area is not None:
            self.image.paste(colour, area, fade((above, below), size_of(area)))

    def clouds(
        self,
        colour: Colour,
        opacity: float,
        top: float,
        bottom: float,
        cover: float = 0.5,
        zoom: float = 1,
    ) -> None:
        """Clouds that thin out towards both heights."""
        area = self.pixels((0, top, self.w, bottom))
        if area is None:
            return
        width, height = size_of(area)
        step = 3 if self.k > 0.5 else 1
        low = max(2, width // step), max(2, height // step)
        # Taken taller than it is and squeezed: clouds lie flat.
        reach = (low[0], low[1] * 2)
        field = noise.cut("cloud", self.rng, reach, zoom * low[0] / self.w).resize(low)
        floor = 255 * (1 - cover)
        field = field.point(
            [round(max(0.0, (i - floor) / (256 - floor)) * 255) for i in range(256)]
        )
        field = ImageChops.multiply(field, fade((0, opacity, 0), low))
        self.image.paste(colour, area, field.resize((width, height), _SMOOTH))

    def mirror(
        self, waterline: float, colour: Colour, murk: float = 0.35, swing: float = 6
    ) -> None:
        """What stands above the waterline, upside down in moving water below it."""
        y = round(waterline * self.k)
        width, height = self.image.size
        above = self.image.crop((0, 2 * y - height, width, y))
        flipped = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        deep = fade((murk, min(1, murk * 2)), flipped.size)
        flipped.paste(colour, (0, 0, *flipped.size), deep)
        self.image.paste(rippled(flipped, self.rng, swing * self.k), (0, y))

    # The print

    def finish(self, film: str = "warm", grain: int = 8) -> Image.Image:
        """Grain, corners and the curve of a film."""
        print_ = noise.film(self.image.size, self.rng.randrange(3), grain)
        self.image = ImageChops.add(self.image, print_, 1, -128)
        return self.image.point(CURVES[film])

    # Geometry

    def pixels(self, area: tuple[float, float, float, float]) -> Area | None:
        left, top, right, bottom = (v * self.k for v in area)
        x0, y0 = max(0, int(left)), max(0, int(top))
        x1, y1 = min(self.image.width, int(right) + 1), min(self.image.height, int(bottom) + 1)
        return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None

    def mask(self, path: Sequence[Point], area: Area) -> Image.Image:
        width, height = size_of(area)
        mask = Image.new("L", (width * 2, height * 2))
        k = self.k * 2
        points: list[Point] = [(x * k - area[0] * 2, y * k - area[1] * 2) for x, y in path]
        ImageDraw.Draw(mask).polygon(points, fill=255)
        return mask.reduce(2)
