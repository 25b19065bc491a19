"""Architecture: facades, arches, stairs, courtyards, doors, villages."""

from config.demo.pictures.scenes.facades.arches import arches
from config.demo.pictures.scenes.facades.balconies import balconies
from config.demo.pictures.scenes.facades.courtyard import courtyard
from config.demo.pictures.scenes.facades.door import door
from config.demo.pictures.scenes.facades.shutters import shutters
from config.demo.pictures.scenes.facades.spiral import spiral
from config.demo.pictures.scenes.facades.village import village
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (shutters, arches, spiral, courtyard, door, village, balconies)
