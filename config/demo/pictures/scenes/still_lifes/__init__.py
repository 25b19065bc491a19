"""Still lifes: a wall, a table, light from a window, and a few things that go together."""

from config.demo.pictures.scenes.still_lifes.books_and_cup import books_and_cup
from config.demo.pictures.scenes.still_lifes.breakfast import breakfast
from config.demo.pictures.scenes.still_lifes.ceramics import ceramics
from config.demo.pictures.scenes.still_lifes.citrus import citrus
from config.demo.pictures.scenes.still_lifes.fruit_bowl import fruit_bowl
from config.demo.pictures.scenes.still_lifes.vase_of_flowers import vase_of_flowers
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (
    vase_of_flowers,
    fruit_bowl,
    ceramics,
    breakfast,
    citrus,
    books_and_cup,
)
