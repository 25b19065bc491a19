"""Colours: what the numbers of a file mean, and how they become those of our renditions.

A rendition is in sRGB, or in Display P3 where the original holds more colours than sRGB. Only for
the sandbox.
"""
