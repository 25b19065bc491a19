"""Rooms with lamplight, books, records and plants."""

from config.demo.pictures.scenes.interiors.armchair import armchair
from config.demo.pictures.scenes.interiors.bookshelf import bookshelf
from config.demo.pictures.scenes.interiors.cafe import cafe
from config.demo.pictures.scenes.interiors.desk import desk
from config.demo.pictures.scenes.interiors.record_player import record_player
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (armchair, desk, bookshelf, cafe, record_player)
