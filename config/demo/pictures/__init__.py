"""The demo's own picture generator: deterministic, drawn with Pillow, no files needed."""

from config.demo.pictures.catalogue import (
    KINDS,
    LANDSCAPE,
    PORTRAIT,
    SIZES,
    SQUARE,
    Frame,
    avatar,
    describe,
    draw,
    plan,
)

__all__ = [
    "KINDS",
    "LANDSCAPE",
    "PORTRAIT",
    "SIZES",
    "SQUARE",
    "Frame",
    "avatar",
    "describe",
    "draw",
    "plan",
]
