"""Night skies: aurora, the Milky Way, a great moon, star trails, a desert, planets."""

from config.demo.pictures.scenes.nights.aurora import aurora
from config.demo.pictures.scenes.nights.desert_night import desert_night
from config.demo.pictures.scenes.nights.full_moon import full_moon
from config.demo.pictures.scenes.nights.milky_way import milky_way
from config.demo.pictures.scenes.nights.planet import planet
from config.demo.pictures.scenes.nights.star_trails import star_trails
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (aurora, milky_way, full_moon, star_trails, desert_night, planet)
