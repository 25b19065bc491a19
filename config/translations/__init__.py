"""From the words in the source to catalogues, and back to nothing missing.

Pure Python, for GNU gettext is not on every machine: `manage.py translations` needs polib alone.
"""
