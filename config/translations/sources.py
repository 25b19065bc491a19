"""Every text of ours that people may read, found in templates and in Python."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

PACKAGES = ("accounts", "config", "core", "feeds", "messaging", "posts", "social")
SUFFIXES = {".html", ".txt"}

# What a function's arguments mean, by its name without `_lazy`.
ARGUMENTS = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "gettext_noop": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}

_LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
# What Django makes of a template: calls of literals, and everything else crossed out.
_CALL = re.compile(rf"(?<!\w)(\w+)\(({_LITERAL}(?:\s*,\s*{_LITERAL})*)")
_EACH = re.compile(_LITERAL)


class NotLiteralError(Exception):
    """A translated text must be written down where it is used, or nobody finds it."""


@dataclass(frozen=True, order=True)
class Message:
    """`plural` and `context` are blank where there are none."""

    msgid: str
    plural: str = ""
    context: str = ""


def all_messages() -> list[Message]:
    """In the one order of the catalogues. Raises NotLiteralError."""
    root = Path(settings.BASE_DIR)
    found = set(_in_templates(sorted((root / "templates").rglob("*"))))
    for package in PACKAGES:
        found.update(_in_python(sorted((root / package).rglob("*.py"))))
    return sorted(found)


def messages_of_template(text: str) -> Iterator[Message]:
    for name, literals in _CALL.findall(templatize(text)):
        arguments = [str(ast.literal_eval(each)) for each in _EACH.findall(literals)]
        yield _message(name, arguments)


def messages_of_python(text: str, name: str = "<text>") -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        called = _called(node)
        if not isinstance(node, ast.Call) or called not in ARGUMENTS:
            continue
        given = node.args[: len(ARGUMENTS[called])]
        values = [each.value if isinstance(each, ast.Constant) else None for each in given]
        if len(values) < len(ARGUMENTS[called]) or not all(isinstance(v, str) for v in values):
            raise NotLiteralError(f"{name}:{node.lineno}")
        yield _message(called, [str(value) for value in values])


def _in_templates(paths: Iterable[Path]) -> Iterator[Message]:
    for path in paths:
        if path.suffix in SUFFIXES:
            yield from messages_of_template(path.read_text(encoding="utf-8"))


def _in_python(paths: Iterable[Path]) -> Iterator[Message]:
    for path in paths:
        if "migrations" not in path.parts:
            yield from messages_of_python(path.read_text(encoding="utf-8"), str(path))


def _called(node: ast.AST) -> str:
    """The name of the function that is called, without `_lazy`; blank where there is none."""
    function = node.func if isinstance(node, ast.Call) else None
    name = getattr(function, "id", getattr(function, "attr", ""))
    return str(name).removesuffix("_lazy")


def _message(name: str, arguments: list[str]) -> Message:
    return Message(**dict(zip(ARGUMENTS[name], arguments, strict=False)))
