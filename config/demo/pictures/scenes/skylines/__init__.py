"""Cities: towers at night, rooftops at dusk, canal houses, bridges, rain behind a window."""

from config.demo.pictures.scenes.skylines.bridge import bridge
from config.demo.pictures.scenes.skylines.canal import canal
from config.demo.pictures.scenes.skylines.rain import rain
from config.demo.pictures.scenes.skylines.river_front import river_front
from config.demo.pictures.scenes.skylines.roofs import roofs
from config.demo.pictures.scenes.skylines.street import street
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (river_front, canal, bridge, roofs, rain, street)
