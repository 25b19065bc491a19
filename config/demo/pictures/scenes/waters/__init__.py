"""Life under the surface: a whale, a pond with koi, jellyfish, turtles, a reef."""

from config.demo.pictures.scenes.waters.jellyfish import jellyfish
from config.demo.pictures.scenes.waters.koi import koi
from config.demo.pictures.scenes.waters.reef import reef
from config.demo.pictures.scenes.waters.turtle import turtle
from config.demo.pictures.scenes.waters.whale import whale
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (whale, koi, jellyfish, turtle, reef)
