"""Drawn people, head and shoulders: first chosen, and so describable, then painted."""

from config.demo.pictures.motifs.people.person import Person, choose
from config.demo.pictures.motifs.people.portrait import paint_person

__all__ = ["Person", "choose", "paint_person"]
