"""A page, parsed as a browser parses it."""

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from tests.responses import Response

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""

    def __getitem__(self, name: str) -> str:
        value = self.attributes[name]
        assert value is not None
        return value


class Page(HTMLParser):
    """`attributes` of a search may be spelled with underscores; None means "has it at all"."""

    def __init__(self, response: Response, *, status: int = 200) -> None:
        super().__init__()
        assert response.status_code == status, response.content[-2000:]
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.source = response.content.decode()
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        if not self._in_template:
            self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._in_template:
            self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._in_template:
            return
        for element in self._open:
            element.text += data

    @property
    def _in_template(self) -> bool:
        """The content of a <template> is no part of the page."""
        return any(element.tag == "template" for element in self._open)

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
