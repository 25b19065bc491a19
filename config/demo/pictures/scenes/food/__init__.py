"""Food from above: a table, a plate, and what is on it."""

from config.demo.pictures.scenes.food.berry_tart import berry_tart
from config.demo.pictures.scenes.food.biscuits import biscuits
from config.demo.pictures.scenes.food.citrus_slices import citrus_slices
from config.demo.pictures.scenes.food.latte import latte
from config.demo.pictures.scenes.food.pancakes import pancakes
from config.demo.pictures.scenes.food.pizza import pizza
from config.demo.pictures.scenes.food.ramen import ramen
from config.demo.pictures.scenes.food.salad import salad
from config.demo.pictures.scenes.food.sushi import sushi
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (
    pizza,
    latte,
    salad,
    citrus_slices,
    ramen,
    pancakes,
    berry_tart,
    sushi,
    biscuits,
)
