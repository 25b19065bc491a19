"""Portraits in a drawn style: one person or two, among leaves, at a window."""

from config.demo.pictures.scenes.portraits.among_flowers import among_flowers
from config.demo.pictures.scenes.portraits.among_leaves import among_leaves
from config.demo.pictures.scenes.portraits.at_window import at_window
from config.demo.pictures.scenes.portraits.pair import pair
from config.demo.pictures.scenes.portraits.plain import plain
from config.demo.pictures.sketch import Scene

SCENES: tuple[Scene, ...] = (plain, among_leaves, at_window, pair, among_flowers)
