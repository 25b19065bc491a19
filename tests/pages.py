"""A page, parsed as a browser parses it."""

import json
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from tests.responses import Response

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    # All text of the page, and which part of it is inside this element.
    _texts: list[str]
    _begin: int = 0
    _end: int = 0

    def __getitem__(self, name: str) -> str:
        value = self.attributes[name]
        assert value is not None
        return value

    @property
    def text(self) -> str:
        return "".join(self._texts[self._begin : self._end])


class _Parser(HTMLParser):
    """The content of a <template> is no part of the page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._texts: list[str] = []
        self._open: list[Element] = []
        self._templates = 0
        self.feed(source)
        self.close()
        while self._open:
            self._pop()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(element)
            self._templates += tag == "template"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._templates:
            self._texts.append(data)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        here = len(self._texts)
        element = Element(tag, dict(attrs), self._texts, here, here)
        if not self._templates:
            self.elements.append(element)
        return element

    def _pop(self) -> Element:
        element = self._open.pop()
        element._end = len(self._texts)
        self._templates -= element.tag == "template"
        return element


class Page:
    """`attributes` of a search may be spelled with underscores; None means "has it at all"."""

    def __init__(self, response: Response, *, status: int = 200) -> None:
        assert response.status_code == status, response.content[-2000:]
        self.source = response.content.decode()

    @cached_property
    def elements(self) -> list[Element]:
        """Parsed only where a test looks at them: that takes a fifth of the time of its request."""
        return _Parser(self.source).elements

    def all(self, tag: str, **attributes: str | None) -> list[Element]:
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(
                name in element.attributes and value in {None, element.attributes[name]}
                for name, value in wanted.items()
            )
        ]

    def one(self, tag: str, **attributes: str | None) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, (tag, attributes, found)
        return found[0]

    @property
    def title(self) -> str:
        return self.all("title")[0].text

    @property
    def text(self) -> str:
        return " ".join(self.all("body")[0].text.split())

    def meta(self, name: str) -> str:
        kind = "property" if name.startswith("og:") else "name"
        return self.one("meta", **{kind: name})["content"]

    @property
    def json_ld(self) -> dict[str, Any]:
        linked_data: dict[str, Any] = json.loads(
            self.one("script", type="application/ld+json").text
        )
        return linked_data
