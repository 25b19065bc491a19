"""The sea, its beaches, and the other sea of sand."""

from config.demo.pictures.scenes.seas.dunes import dunes
from config.demo.pictures.scenes.seas.lighthouse import lighthouse
from config.demo.pictures.scenes.seas.pier import pier
from config.demo.pictures.scenes.seas.sail import sail
from config.demo.pictures.scenes.seas.shore import shore
from config.demo.pictures.scenes.seas.stacks import stacks
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (sail, shore, dunes, lighthouse, stacks, pier)
