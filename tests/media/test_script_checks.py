"""By the brands of a file, the script refuses before it sends what the server would refuse."""

import re
from io import BytesIO
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import pytest
from django.conf import settings

from core.media.sniff import UnknownFormatError, VideoFileError, sniff

SCRIPT = Path(settings.BASE_DIR, "static/public/js/photo-file.js")
# All that the codecs of still images and sequences could be called.
CODED = [
    "".join((*start, *end))
    for start, end in product(("av", "he"), product(ascii_lowercase, repeat=2))
]
OTHERS = [
    *(
        "isom",
        "iso2",
        "iso9",
        "mp41",
        "mp42",
        "mp71",
        "avc1",
        "qt  ",
        "M4V ",
        "M4VP",
        "M4A ",
        "3gp4",
    ),
    *("3g2a", "dash", "MSNV", "f4v ", "crx ", "jp2 ", "jpx ", "mjp2", "XAVC", "    ", "heif"),
]


def pattern(name: str) -> re.Pattern[str]:
    found = re.search(rf"^const {name} = /(.+)/;$", SCRIPT.read_text(), re.MULTILINE)
    assert found
    return re.compile(found[1])


def kind_for_server(brand: str) -> str:
    head = b"\0\0\0\x14ftyp" + brand.encode() + b"\0\0\0\0" + brand.encode()
    try:
        sniff(BytesIO(head))
    except VideoFileError:
        return "video"
    except UnknownFormatError:
        return ""
    return "photo"


@pytest.mark.parametrize("brands", [CODED, OTHERS], ids=["coded", "others"])
def test_the_script_takes_the_brands_for_what_the_server_takes_them_for(brands: list[str]) -> None:
    photos, videos = pattern("IMAGE_BRANDS"), pattern("VIDEO_BRANDS")
    expected = {brand: kind_for_server(brand) for brand in brands}
    assert {"photo" if brands is CODED else "video", ""} <= set(expected.values())
    for brand, kind in expected.items():
        seen = "photo" if photos.match(brand) else "video" if videos.match(brand) else ""
        assert seen == kind, brand
