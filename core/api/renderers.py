"""DRF's JSON renderer, safe for any text."""

from typing import Any

from rest_framework import renderers


class JSONRenderer(renderers.JSONRenderer):
    """Escapes all non-ASCII if the data holds half a surrogate pair, on which DRF's renderer fails.

    An error message can repeat one from the request.
    """

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        try:
            rendered: bytes = super().render(data, *args, **kwargs)
        except UnicodeEncodeError:
            rendered = _ASCIIRenderer().render(data, *args, **kwargs)
        return rendered


class _ASCIIRenderer(renderers.JSONRenderer):
    ensure_ascii = True
