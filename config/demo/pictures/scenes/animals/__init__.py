"""Animals of the land and the air."""

from config.demo.pictures.scenes.animals.cat import cat
from config.demo.pictures.scenes.animals.flamingos import flamingos
from config.demo.pictures.scenes.animals.fox import fox
from config.demo.pictures.scenes.animals.owl import owl
from config.demo.pictures.scenes.animals.stag import stag
from config.demo.pictures.scenes.animals.wires import wires
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (cat, fox, wires, flamingos, owl, stag)
