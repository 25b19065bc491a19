"""Patterns with a material: tiles, terrazzo, quilts, prints, rugs."""

from config.demo.pictures.scenes.patterns.bauhaus import bauhaus
from config.demo.pictures.scenes.patterns.cut_outs import cut_outs
from config.demo.pictures.scenes.patterns.mosaic import mosaic
from config.demo.pictures.scenes.patterns.quilt import quilt
from config.demo.pictures.scenes.patterns.rug import rug
from config.demo.pictures.scenes.patterns.seigaiha import seigaiha
from config.demo.pictures.scenes.patterns.terrazzo import terrazzo
from config.demo.pictures.scenes.patterns.tiles import tiles
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (tiles, terrazzo, quilt, bauhaus, seigaiha, rug, cut_outs, mosaic)
