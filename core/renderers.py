"""Telling what was said."""

from typing import Any

from rest_framework import renderers


class JSONRenderer(renderers.JSONRenderer):
    """DRF's fails where a refusal tells back half a character; escaped, it can be told."""

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        try:
            told: bytes = super().render(data, *args, **kwargs)
        except UnicodeEncodeError:
            told = _Escaping().render(data, *args, **kwargs)
        return told


class _Escaping(renderers.JSONRenderer):
    ensure_ascii = True
