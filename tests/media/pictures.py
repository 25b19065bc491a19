"""Pictures made by code: the repository has no photo."""

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import ExifTags, Image

pillow_heif.register_heif_opener()

CANARY = "Villa Geheim"
"""Part of every kind of metadata of a camera's picture; must be in no rendition."""

# Top left, top right, bottom left, bottom right, as an upright viewer sees them.
CORNERS = ("red", "lime", "blue", "yellow")
_RGB = {
    "red": (255, 0, 0),
    "lime": (0, 255, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "white": (255, 255, 255),
    "black": (0, 0, 0),
    "grey": (128, 128, 128),
}


def cornered(width: int = 300, height: int = 200) -> Image.Image:
    """Four quarters, each of its own colour."""
    picture = Image.new("RGB", (2, 2))
    for place, name in enumerate(CORNERS):
        picture.putpixel((place % 2, place // 2), _RGB[name])
    return picture.resize((width, height), Image.Resampling.NEAREST)


def corners_of(picture: Image.Image) -> tuple[str, ...]:
    """The name of the nearest colour in the middle of each quarter."""
    rgb = picture.convert("RGB")
    places = [(x, y) for y in (1, 3) for x in (1, 3)]
    return tuple(
        _nearest(rgb.getpixel((rgb.width * x // 4, rgb.height * y // 4))) for x, y in places
    )


def _nearest(pixel: object) -> str:
    assert isinstance(pixel, tuple)
    return min(_RGB, key=lambda name: distance(_RGB[name], pixel))


def middle(picture: Image.Image) -> tuple[int, ...]:
    pixel = picture.getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(pixel, tuple)
    return pixel


def distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Of two colours: the largest difference of a channel."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def encoded(picture: Image.Image, image_format: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, image_format, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def noise(width: int = 300, height: int = 200) -> Image.Image:
    """Large files, whose bytes are spread evenly over the rows."""
    return Image.effect_noise((width, height), 80).convert("RGB")


def of_generic_brand(content: bytes) -> bytes:
    """An AVIF or HEIC whose brands say only that there is an image."""
    length = int.from_bytes(content[:4], "big")
    brands = b"mif1" * ((length - 16) // 4)
    return content[:8] + b"mif1" + content[12:16] + brands + content[length:]


def exif(orientation: int | None = None, *, place: bool = False) -> bytes:
    """As a camera writes it; with `place` also the maker, a comment and where it was."""
    block = Image.Exif()
    if orientation is not None:
        block[ExifTags.Base.Orientation] = orientation
    if place:
        block[ExifTags.Base.Make] = CANARY
        block[ExifTags.Base.ImageDescription] = CANARY
        block.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                ExifTags.GPS.GPSLatitudeRef: "N",
                ExifTags.GPS.GPSLatitude: (52.0, 31.0, 12.0),
                ExifTags.GPS.GPSAreaInformation: CANARY,
            }
        )
    return block.tobytes()


XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description xmlns:photoshop='
    f'"http://ns.adobe.com/photoshop/1.0/" photoshop:City="{CANARY}"/></x:xmpmeta>'
).encode()


def camera_jpeg(width: int, height: int) -> bytes:
    """As from a phone held upright: turned sensor, GPS, wide gamut, XMP, IPTC, a comment.

    `width` and `height` are the sensor's; people see `height` by `width` pixels.
    """
    content = encoded(
        cornered(height, width).transpose(Image.Transpose.ROTATE_90),
        "JPEG",
        quality=90,
        exif=exif(6, place=True),
        icc_profile=display_p3(),
        xmp=XMP,
        comment=CANARY,
    )
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(CANARY))
    return with_segment(content, 0xED, iptc + CANARY.encode())


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + jpeg[2:]


def display_p3() -> bytes:
    """A small ICC profile of the screen that phones write their photographs for."""
    red, green, blue = (
        (0.51512, 0.24120, -0.00105),
        (0.29198, 0.69225, 0.04189),
        (0.15710, 0.06657, 0.78407),
    )
    curve = b"curv" + struct.pack(">IIHH", 0, 1, 0x0233, 0)
    tags = {b"rXYZ": _xyz(red), b"gXYZ": _xyz(green), b"bXYZ": _xyz(blue)}
    return _profile(b"RGB ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve))


def jpeg_of_scans(width: int, height: int, scans: int) -> bytes:
    """A progressive JPEG that ends with the same short scan again and again."""
    whole = encoded(Image.new("L", (width, height), 90), "JPEG", progressive=True)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * (scans - whole.count(b"\xff\xda")) + b"\xff\xd9"


def dark_grey_profile() -> bytes:
    """A grey profile of gamma 4: ignoring it shows another picture."""
    return _profile(b"GRAY", {b"kTRC": b"curv" + struct.pack(">IIHH", 0, 1, 0x0400, 0)})


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ " + struct.pack(">Iiii", 0, *(round(value * 65536) for value in values))


def _profile(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    white = (0.9642, 1.0, 0.8249)
    tags = {b"wtpt": _xyz(white), b"desc": _description()} | tags
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    head = struct.pack(">I4xI4s4s4s12x4s", 0, 0x02100000, b"mntr", space, b"XYZ ", b"acsp")
    head = head.ljust(68, b"\0") + _xyz(white)[8:]
    whole = head.ljust(128, b"\0") + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


def _description() -> bytes:
    text = CANARY.encode() + b"\0"
    return b"desc" + struct.pack(">II", 0, len(text)) + text + b"\0" * 78


def png(
    width: int, height: int, depth: int, colour_type: int, rows: bytes, *, before: bytes = b""
) -> bytes:
    """What Pillow cannot write: any depth and type, any size claimed, any chunk `before` IDAT."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + before
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def icc_chunk(profile: bytes) -> bytes:
    return chunk(b"iCCP", b"profile\0\0" + zlib.compress(profile))


def with_chunk(content: bytes, chunks: bytes) -> bytes:
    """A PNG with `chunks` right behind IHDR."""
    return content[:33] + chunks + content[33:]


def bomb() -> bytes:
    """A PNG of some hundred bytes that claims 900 megapixels, or 3.6 GB."""
    return png(30_000, 30_000, 8, 2, b"\0" * 90_000)
