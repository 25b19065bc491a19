"""Mountains: lakes below them, ridges behind ridges, tents, seas of cloud."""

from config.demo.pictures.scenes.mountains.camp import camp
from config.demo.pictures.scenes.mountains.hiker import hiker
from config.demo.pictures.scenes.mountains.lake import lake
from config.demo.pictures.scenes.mountains.ridges import ridges
from config.demo.pictures.scenes.mountains.river import river
from config.demo.pictures.scenes.mountains.sea_of_clouds import sea_of_clouds
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (lake, ridges, camp, river, hiker, sea_of_clouds)
