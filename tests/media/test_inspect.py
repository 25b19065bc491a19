"""What the web process finds out about an upload, by content and before decoding."""

import struct
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.media.errors import (
    MEDIA_ERRORS,
    EmptyFileError,
    MediaError,
    TooComplexError,
    TooLargeError,
    TooManyPixelsError,
    UnreadableImageError,
    UnsupportedMediaError,
    VideoNotYetError,
)
from core.media.formats import ImageFormat
from core.media.headers import read_header
from core.media.headers.jpeg import READ_BYTES
from core.media.inspect import ImageInfo, inspect_image
from tests.media.pictures import (
    bomb,
    camera_jpeg,
    chunk,
    cornered,
    encoded,
    exif,
    jpeg_of_scans,
    noise,
    of_generic_brand,
    png,
)

MEGABYTE = 1024**2
FORMATS = {
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "WEBP": ("image/webp", "webp"),
    "AVIF": ("image/avif", "avif"),
    "HEIF": ("image/heic", "heic"),
    "GIF": ("image/gif", "gif"),
}


def inspected(content: bytes) -> ImageInfo:
    return inspect_image(BytesIO(content))


@pytest.mark.parametrize("image_format", FORMATS)
def test_every_format_is_recognised_by_its_content(image_format: str) -> None:
    info = inspected(encoded(cornered(301, 200), image_format))
    assert (info.format, info.mime, info.extension) == (image_format, *FORMATS[image_format])
    assert (info.width, info.height) == (301, 200)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_the_size_is_the_displayed_one(image_format: str, orientation: int) -> None:
    turned = inspected(encoded(cornered(300, 200), image_format, exif=exif(orientation)))
    assert (turned.width, turned.height) == ((200, 300) if orientation >= 5 else (300, 200))


@pytest.mark.parametrize("options", [{"lossless": True}, {"save_all": True}, {"quality": 50}])
def test_every_kind_of_webp_is_read(options: dict[str, object]) -> None:
    frames = [cornered(64, 48), cornered(64, 48).rotate(180)]
    info = inspected(encoded(frames[0], "WEBP", append_images=frames[1:], **options))
    assert (info.width, info.height) == (64, 48)


def test_a_heic_of_tiles_has_the_size_of_the_whole() -> None:
    info = inspected(encoded(cornered(700, 500), "HEIF", tile_size=256))
    assert (info.width, info.height) == (700, 500)


@pytest.mark.parametrize("image_format", ["AVIF", "HEIF"])
def test_a_file_of_a_generic_brand_is_recognised_by_its_compatible_brands(
    image_format: str,
) -> None:
    content = encoded(cornered(), image_format, exif=exif(6))
    info = inspected(content[:8] + b"mif1" + content[12:])
    assert (info.format, info.width, info.height) == (image_format, 200, 300)


@pytest.mark.parametrize("image_format", ["AVIF", "HEIF"])
def test_a_file_of_generic_brands_only_is_recognised_by_its_codec(image_format: str) -> None:
    info = inspected(of_generic_brand(encoded(cornered(), image_format)))
    assert (info.format, info.width, info.height) == (image_format, 300, 200)


def test_a_generic_brand_without_a_picture_of_ours_is_refused() -> None:
    content = of_generic_brand(encoded(cornered(), "HEIF")).replace(b"hvc1", b"vvc1")
    with pytest.raises(UnsupportedMediaError):
        inspected(content)


def test_an_mpo_file_counts_as_a_jpeg() -> None:
    mpo = encoded(cornered(), "MPO", save_all=True, append_images=[cornered(30, 20)])
    info = inspected(mpo)
    assert (info.format, info.width, info.height) == ("JPEG", 300, 200)


def test_the_file_is_left_at_its_start() -> None:
    file = BytesIO(encoded(cornered(), "JPEG"))
    file.seek(17)
    inspect_image(file)
    assert file.tell() == 0


def test_the_start_is_restored_when_it_is_refused() -> None:
    file = BytesIO(b"no picture")
    with pytest.raises(UnsupportedMediaError):
        inspect_image(file)
    assert file.tell() == 0


def test_an_empty_file_is_reported() -> None:
    with pytest.raises(EmptyFileError) as refusal:
        inspected(b"")
    assert (refusal.value.code, refusal.value.status) == ("empty_file", 400)


@pytest.mark.parametrize(
    "content",
    [
        b"Dear diary, this is holiday.jpg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04" + b"\0" * 40,
        b"%PDF-1.7 " + b"\0" * 40,
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"8BPS\0\x01" + b"\0" * 40,
        b"\0\0\0\x18ftypcrx " + b"\0" * 40,
        b"RIFF\0\0\0\0WAVE" + b"\0" * 40,
        b"\xff\xd8",
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_file_that_is_no_picture_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(UnsupportedMediaError) as refusal:
        inspected(content)
    assert (refusal.value.code, refusal.value.status) == ("unsupported_media", 415)
    assert "JPEG, PNG, WebP" in str(refusal.value)


@pytest.mark.parametrize("image_format", ["ICO", "BMP", "TIFF", "PPM", "JPEG2000", "TGA"])
def test_pictures_of_other_kinds_are_refused(image_format: str) -> None:
    with pytest.raises(UnsupportedMediaError):
        inspected(encoded(cornered(32, 32), image_format))


def test_a_picture_behind_an_html_page_is_refused() -> None:
    picture = encoded(cornered(), "JPEG")
    assert inspected(picture).format == "JPEG"
    with pytest.raises(UnsupportedMediaError):
        inspected(b"<html><script>alert(1)</script>" + picture)


@pytest.mark.parametrize(
    "content",
    [
        b"\0\0\0\x18ftypmp42\0\0\0\0isommp42",
        b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
        b"\x1aE\xdf\xa3" + b"\0" * 20 + b"webm",
        b"\0\0\0\x08wide\0\0\0\0mdat",
        b"RIFF\0\0\0\0AVI LIST",
    ],
    ids=["mp4", "quicktime", "webm", "old quicktime", "avi"],
)
def test_a_video_is_refused_as_a_video(content: bytes) -> None:
    with pytest.raises(VideoNotYetError) as refusal:
        inspected(content)
    assert (refusal.value.code, refusal.value.status) == ("unsupported_media", 415)
    assert "Videos" in str(refusal.value)


def test_a_bomb_is_refused_by_its_header() -> None:
    with pytest.raises(TooManyPixelsError) as refusal:
        inspected(bomb())
    assert (refusal.value.code, refusal.value.status) == ("too_many_pixels", 413)
    assert str(refusal.value) == "This photo has 900 megapixels; the limit is 64."


def test_sixty_four_megapixels_are_the_limit() -> None:
    assert inspected(png(8_000, 8_000, 8, 2, b"")).width == 8_000
    with pytest.raises(TooManyPixelsError) as refusal:
        inspected(png(8_000, 8_001, 8, 2, b""))
    assert str(refusal.value) == "This photo has 64.1 megapixels; the limit is 64."


@pytest.mark.parametrize("size", [(8_160, 6_144), (8_192, 6_144), (6_144, 8_192)])
def test_a_phones_fifty_megapixels_are_accepted(size: tuple[int, int]) -> None:
    info = inspected(png(*size, 8, 2, b""))
    assert (info.width, info.height) == size


def test_a_gif_cannot_hide_its_size_behind_a_small_screen() -> None:
    small = bytearray(encoded(cornered(64, 64), "GIF"))
    at = small.index(b"\x2c", 13 + 3 * 2 ** ((small[10] & 7) + 1))
    small[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    with pytest.raises(TooManyPixelsError):
        inspected(bytes(small))


def test_a_gif_of_tiny_blocks_is_left_to_the_sandbox() -> None:
    """To walk along all of them would take seconds; encoders fill their blocks."""
    whole = encoded(cornered(64, 64), "GIF")
    blocks = whole.index(b"\x2c", 13 + 3 * 2 ** ((whole[10] & 7) + 1)) + 11
    assert not read_header(BytesIO(whole), ImageFormat.GIF).is_cut
    full = BytesIO(whole[:blocks] + (b"\xff" + b"\1" * 255) * 1_000 + b"\0;")
    assert not read_header(full, ImageFormat.GIF).is_cut
    tiny = BytesIO(whole[:blocks] + b"\1\1" * 200_000 + b"\0;")
    assert read_header(tiny, ImageFormat.GIF).is_cut


def test_thirty_megabytes_are_the_limit() -> None:
    picture = encoded(cornered(), "JPEG")
    assert inspected(picture + b"\0" * (30 * MEGABYTE - len(picture))).format == "JPEG"
    with pytest.raises(TooLargeError) as refusal:
        inspected(picture + b"\0" * (30 * MEGABYTE))
    assert (refusal.value.code, refusal.value.status) == ("too_large", 413)
    assert str(refusal.value) == "This photo is 30.1 MB; the limit is 30 MB."


def test_an_unknown_format_that_is_too_large_is_too_large() -> None:
    with pytest.raises(TooLargeError):
        inspected(b"\0" * (30 * MEGABYTE + 1))


def test_a_large_video_is_a_video() -> None:
    with pytest.raises(VideoNotYetError):
        inspected(b"\0\0\0\x18ftypmp42".ljust(31 * MEGABYTE, b"\0"))


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.99])
@pytest.mark.parametrize("image_format", ["WEBP", "AVIF", "HEIF"])
def test_a_file_that_is_cut_off_is_unreadable(image_format: str, kept: float) -> None:
    whole = encoded(noise(), image_format)
    assert inspected(whole).width == 300
    with pytest.raises(UnreadableImageError) as refusal:
        inspected(whole[: int(len(whole) * kept)])
    assert (refusal.value.code, refusal.value.status) == ("unreadable_image", 400)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "GIF"])
def test_a_file_that_is_cut_off_within_its_rows_is_left_to_a_decoder(image_format: str) -> None:
    whole = encoded(noise(), image_format)
    assert not inspected(whole).is_cut
    for kept in (0.3, 0.6, 0.99):
        assert inspected(whole[: int(len(whole) * kept)]).is_cut
    with pytest.raises(UnreadableImageError):
        inspected(whole[:30])


def test_a_thumbnail_inside_does_not_hide_that_the_picture_is_cut_off() -> None:
    thumbnail = b"Exif\0\0" + encoded(cornered(80, 60), "JPEG")
    whole = encoded(noise(), "JPEG", exif=thumbnail)
    assert not inspected(whole).is_cut
    assert inspected(whole[:-200]).is_cut


def test_a_progressive_jpeg_needs_all_scans_but_the_last() -> None:
    whole = encoded(noise(), "JPEG", progressive=True)
    assert inspected(whole[:-2]).is_cut
    assert inspected(whole[: whole.rindex(b"\xff\xda") + 200]).is_cut
    for kept in (0.3, 0.5):
        with pytest.raises(UnreadableImageError):
            inspected(whole[: int(len(whole) * kept)])


@pytest.mark.parametrize(
    ("width", "height", "scans"), [(100, 100, 500), (4000, 3000, 100), (8000, 8000, 20)]
)
def test_a_jpeg_may_have_more_scans_than_encoders_write(
    width: int, height: int, scans: int
) -> None:
    assert inspected(jpeg_of_scans(width, height, scans)).width == width


@pytest.mark.parametrize(
    ("width", "height", "scans"), [(10, 10, 501), (4000, 3000, 107), (8000, 8000, 21)]
)
def test_a_jpeg_of_countless_scans_is_refused_before_it_is_decoded(
    width: int, height: int, scans: int
) -> None:
    """By its marks alone: such a file of 400 KB keeps a decoder busy for 20 s."""
    with pytest.raises(TooComplexError) as refused:
        inspected(jpeg_of_scans(width, height, scans))
    assert refused.value.status == 413


@pytest.mark.parametrize("place", [-2, -1, 0, 1])
def test_a_scan_is_counted_wherever_a_read_of_the_file_ends(place: int) -> None:
    whole = jpeg_of_scans(8000, 8000, 21)
    begin, last = whole.index(b"\xff\xda") + 4, whole.rindex(b"\xff\xda")
    padding = bytes(READ_BYTES + place - (last - begin))
    with pytest.raises(TooComplexError):
        inspected(whole[:last] + padding + whole[last:])


TRAILERS = {
    "a Samsung's": b"\x0e\0\0\0\0\0\x21\x0asefd" + b"\1" * 90 + b"SEFH\x6a\0\0\0" + b"SEFT",
    "the rest of an XMP block": b'<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    "zeros": bytes(99),
    "three bytes": b"end",
    "a film that is cut off": b"\0\1\0\0mpvd" + bytes(99),
}


@pytest.mark.parametrize("trailer", TRAILERS.values(), ids=TRAILERS)
@pytest.mark.parametrize("image_format", FORMATS)
def test_bytes_after_the_picture_do_no_harm(image_format: str, trailer: bytes) -> None:
    info = inspected(encoded(cornered(), image_format) + trailer)
    assert (info.format, info.width, info.height) == (image_format, 300, 200)


def test_a_webp_may_lack_the_end_of_its_metadata() -> None:
    whole = encoded(cornered(), "WEBP", exif=exif(1), xmp=bytes(200))
    assert inspected(whole[:-100]).width == 300


@pytest.mark.parametrize("size", [(0, 10), (10, 0)])
def test_a_side_of_no_length_is_unreadable(size: tuple[int, int]) -> None:
    with pytest.raises(UnreadableImageError):
        inspected(png(*size, 8, 2, b""))


def test_a_camera_picture_is_read_past_its_metadata() -> None:
    info = inspected(camera_jpeg(400, 300))
    assert (info.width, info.height) == (300, 400)


class CountingFile(BytesIO):
    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        return super().read(size)


_MILLION = 1_000_000
_META = b"\0\0\0\0" + b"\0\0\0\x08free" * 100_000


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8" + b"\xff\xe2\x00\x02" * _MILLION,
        b"\xff\xd8\xff" + b"\xd0\xff" * _MILLION,
        b"\xff\xd8\xff" + b"\0" * _MILLION,
        b"GIF89a\1\0\1\0\0\0\0\x21\xfe" + b"\1a" * _MILLION,
        b"GIF89a\1\0\1\0\0\0\0" + b"\x21\xfe\0" * _MILLION,
        png(1, 1, 8, 2, b"", before=chunk(b"teXt", b"") * 100_000),
        b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x08" + b"\0" * 9 + b"junk\0\0\0\0" * _MILLION,
        b"\0\0\0\x10ftypavif\0\0\0\0" + b"\0\0\0\x08free" * _MILLION,
        b"\0\0\0\x10ftypavif\0\0\0\0" + struct.pack(">I", len(_META) + 8) + b"meta" + _META,
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_file_of_tiny_chunks_costs_few_reads(content: bytes) -> None:
    file = CountingFile(content)
    with suppress(MediaError):
        inspect_image(file)
    assert 0 < file.reads <= 50_000


def test_every_error_code_has_a_sentence() -> None:
    for code, error in MEDIA_ERRORS.items():
        assert error.code == code
        assert str(error()).endswith(".")


SAMPLES = [encoded(cornered(40, 30), image_format, exif=exif(6)) for image_format in FORMATS]


@settings(max_examples=300, deadline=None)
@given(
    sample=st.sampled_from(SAMPLES),
    changes=st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=12),
    kept=st.floats(0, 1),
)
def test_any_bytes_are_accepted_or_refused_with_a_media_error(
    sample: bytes, changes: list[tuple[int, int]], kept: float
) -> None:
    bent = bytearray(sample)
    for place, value in changes:
        bent[place % len(bent)] = value
    file = BytesIO(bytes(bent[: round(len(bent) * kept)]))
    with suppress(MediaError):
        info = inspect_image(file)
        assert 0 < info.width * info.height <= 64_000_000
