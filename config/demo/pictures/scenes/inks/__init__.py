"""Abstracts: marble with gold, agate, floating ink, brush mountains, layers of cut paper."""

from config.demo.pictures.scenes.inks.agate import agate
from config.demo.pictures.scenes.inks.brush_mountains import brush_mountains
from config.demo.pictures.scenes.inks.colour_field import colour_field
from config.demo.pictures.scenes.inks.cut_paper import cut_paper
from config.demo.pictures.scenes.inks.floating import floating
from config.demo.pictures.scenes.inks.marble import marble
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (marble, agate, floating, brush_mountains, cut_paper, colour_field)
