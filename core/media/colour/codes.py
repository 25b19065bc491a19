"""The colour spaces that ITU-T H.273 numbers, as in the `cICP` chunk and the `nclx` box."""

from core.media.colour.icc import SRGB_CURVE, Curve

_D65 = (0.3127, 0.3290)
_C = (0.310, 0.316)

SRGB = (*_D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
DISPLAY_P3 = (*_D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)

PRIMARIES: dict[int, tuple[float, ...]] = {
    1: SRGB,
    4: (*_C, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08),
    5: (*_D65, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06),
    6: (*_D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    7: (*_D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070),
    8: (*_C, 0.681, 0.319, 0.243, 0.692, 0.145, 0.049),
    9: (*_D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    11: (0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    12: DISPLAY_P3,
    22: (*_D65, 0.630, 0.340, 0.295, 0.605, 0.155, 0.077),
}
"""x and y of white, red, green and blue (table 2)."""

# Of the screen, not of the camera (ITU-R BT.1886).
_TELEVISION: Curve = (2.4,)

CURVES: dict[int, Curve] = {
    1: _TELEVISION,
    4: (2.2,),
    5: (2.8,),
    6: _TELEVISION,
    8: (1.0,),
    13: SRGB_CURVE,
    14: _TELEVISION,
    15: _TELEVISION,
    17: (2.6,),
}
"""By the code of the transfer function (table 3)."""

NCLX_CURVES = CURVES | {code: SRGB_CURVE for code, curve in CURVES.items() if curve == _TELEVISION}
"""In AVIF and HEIC, whose encoders write the codes of television by default, they mean sRGB."""

PQ, HLG = 16, 18
