"""Plants: monstera, cacti, a pressed stem, succulents, a meadow, mushrooms, tulip fields."""

from config.demo.pictures.scenes.plants.cacti import cacti
from config.demo.pictures.scenes.plants.meadow import meadow
from config.demo.pictures.scenes.plants.monstera import monstera
from config.demo.pictures.scenes.plants.mushrooms import mushrooms
from config.demo.pictures.scenes.plants.pressed import pressed
from config.demo.pictures.scenes.plants.succulents import succulents
from config.demo.pictures.scenes.plants.tulips import tulips
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (monstera, cacti, pressed, succulents, meadow, mushrooms, tulips)
