"""Decides in which colour space a file is."""

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import ImageCms

from core.media.colour.codes import (
    CURVES,
    DISPLAY_P3,
    HLG,
    NCLX_CURVES,
    PQ,
    PRIMARIES,
    SRGB,
)
from core.media.colour.icc import SRGB_CURVE, Curve, rgb_profile
from core.media.headers.base import ColourTags

# Pillow's mode by the colour space in the header of an ICC profile (ICC.1, signature field).
_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_GREY_MODES = frozenset({"1", "L", "LA", "I", "I;16"})
_GAMMAS = (0.1, 10.0)
_GAMMA_OF_SRGB = 0.45455

SRGB_PROFILE = rgb_profile(SRGB, SRGB_CURVE, "sRGB")
DISPLAY_P3_PROFILE = rgb_profile(DISPLAY_P3, SRGB_CURVE, "Display P3")


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """An ICC profile, for pictures of the Pillow mode `mode`.

    With `transfer` the space is an HDR one, PQ or HLG, with the primaries `chromaticities`.
    """

    profile: bytes = SRGB_PROFILE
    mode: str = "RGB"
    transfer: int = 0
    chromaticities: tuple[float, ...] = SRGB


SRGB_SPACE = ColourSpace()


def colour_space(tags: ColourTags, icc: bytes | None, mode: str) -> ColourSpace:
    """The space of a file, of which the decoder makes an image of the Pillow mode `mode`.

    In the order of the PNG specification; in AVIF and HEIC an ICC profile ranks above `nclx`. What
    does not fit or makes no sense is passed over, and where nothing is said it is sRGB.
    """
    return (
        _of_codes(tags.cicp, CURVES)
        or _of_profile(icc, mode)
        or (SRGB_SPACE if tags.is_srgb else None)
        or _of_gamma(tags.gamma, tags.chromaticities)
        or _of_codes(tags.nclx, NCLX_CURVES)
        or SRGB_SPACE
    )


def _of_codes(codes: tuple[int, int] | None, curves: dict[int, Curve]) -> ColourSpace | None:
    """By primaries and transfer function."""
    primaries, transfer = codes or (0, 0)
    if primaries not in PRIMARIES:
        return None
    if transfer in {PQ, HLG}:
        return ColourSpace(transfer=transfer, chromaticities=PRIMARIES[primaries])
    return _of_numbers(PRIMARIES[primaries], curves[transfer]) if transfer in curves else None


def _of_profile(icc: bytes | None, mode: str) -> ColourSpace | None:
    if not icc:
        return None
    try:
        space = ImageCms.ImageCmsProfile(BytesIO(icc)).profile.xcolor_space
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    # A grey profile would take the colours of a photo; one of RGB does not harm a grey photo.
    fits = {"RGB ": mode != "CMYK", "GRAY": mode in _GREY_MODES, "CMYK": mode == "CMYK"}
    return ColourSpace(profile=icc, mode=_MODES[space]) if fits.get(space) else None


def _of_gamma(gamma: float | None, chromaticities: tuple[float, ...] | None) -> ColourSpace | None:
    has_gamma = gamma is not None and _GAMMAS[0] <= gamma <= _GAMMAS[1]
    if not has_gamma and chromaticities is None:
        return None
    # The gamma that stands for sRGB, if the file does not say that it is another space.
    is_srgb = abs((gamma or 0) - _GAMMA_OF_SRGB) < 0.001 and chromaticities in {None, SRGB}
    curve = (1 / gamma,) if gamma and has_gamma and not is_srgb else SRGB_CURVE
    return _of_numbers(chromaticities or SRGB, curve)


def _of_numbers(chromaticities: tuple[float, ...], curve: Curve) -> ColourSpace | None:
    try:
        return ColourSpace(profile=rgb_profile(chromaticities, curve, "RGB"))
    except (ZeroDivisionError, struct.error):
        return None
