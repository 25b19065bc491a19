"""Woods: fog between trunks, birches, canopies from above, a path, one tree alone."""

from config.demo.pictures.scenes.forests.avenue import avenue
from config.demo.pictures.scenes.forests.bamboo import bamboo
from config.demo.pictures.scenes.forests.birches import birches
from config.demo.pictures.scenes.forests.canopy import canopy
from config.demo.pictures.scenes.forests.fog import fog
from config.demo.pictures.scenes.forests.lone_tree import lone_tree
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (fog, birches, canopy, avenue, lone_tree, bamboo)
