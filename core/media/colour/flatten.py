"""Makes 8 bits per channel and no transparency of any pixel format that a decoder yields."""

from PIL import Image, ImageChops

_PLAIN_MODES = frozenset({"RGB", "L", "CMYK"})
_BAND_ROWS = 256


def flatten(
    image: Image.Image, target: tuple[int, int], low_bytes: Image.Image | None = None
) -> Image.Image:
    """The image on a white background, in a plain mode, at least twice as large as `target`.

    A plain image is returned as it is. `low_bytes`: see `_visible`.
    """
    if image.mode in _PLAIN_MODES and not image.has_transparency_data:
        return image
    return _flatten_in_bands(image, target, low_bytes)


def _flatten_in_bands(
    image: Image.Image, target: tuple[int, int], low_bytes: Image.Image | None
) -> Image.Image:
    """At once, 64 megapixels with a palette or transparency would take another 500 MB."""
    width, height = image.size
    factor = max(1, min(width // target[0], height // target[1]) // 2)
    rows = factor * max(1, _BAND_ROWS // factor)
    flat = Image.new(_flat_mode(image), (-(-width // factor), -(-height // factor)))
    for top in range(0, height, rows):
        box = (0, top, width, min(height, top + rows))
        band = _flatten_band(image.crop(box), low_bytes.crop(box) if low_bytes else None)
        flat.paste(band.reduce(factor), (0, top // factor))
    return flat


def _flat_mode(image: Image.Image) -> str:
    return "L" if image.mode.startswith("I") else "RGB"


def _flatten_band(image: Image.Image, low_bytes: Image.Image | None) -> Image.Image:
    mode = _flat_mode(image)
    if not image.has_transparency_data:
        return _to_8_bits(image) if mode == "L" else image.convert(mode)
    flat = Image.new(mode, image.size, "white")
    if mode == "L":
        flat.paste(_to_8_bits(image), mask=_visible(*_bytes_of(image), image.info["transparency"]))
    elif low_bytes:
        flat.paste(image, mask=_visible(image, low_bytes, *image.info["transparency"]))
    else:
        rgba = image.convert("RGBA")
        flat.paste(rgba, mask=rgba.getchannel("A"))
    return flat


def _to_8_bits(image: Image.Image) -> Image.Image:
    """Scales 16-bit grey; Pillow's own conversion clips it at 255."""
    return image.convert("I").point(lambda value: value / 256, "L")


def _bytes_of(image: Image.Image) -> tuple[Image.Image, Image.Image]:
    """The high and the low bytes of 16-bit grey."""
    low, high = Image.frombytes("LA", image.size, image.convert("I;16").tobytes()).split()
    return high, low


def _visible(high: Image.Image, low: Image.Image, *transparent: int) -> Image.Image:
    """A mask without the pixels of the `transparent` colour, which has 16 bits per channel.

    Pixels that differ from it in the low bytes only are visible: shadows are close to a black that
    is transparent.
    """
    hidden = Image.new("L", high.size, 255)
    for channels in zip(high.split(), low.split(), transparent, strict=True):
        for channel, value in zip(channels[:2], divmod(channels[2], 256), strict=True):
            equal = channel.point([255 if each == value else 0 for each in range(256)])
            hidden = ImageChops.darker(hidden, equal)
    return ImageChops.invert(hidden)
