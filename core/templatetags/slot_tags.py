"""Parts of a page that are rendered once and kept, with slots for what differs."""

from dataclasses import dataclass
from typing import TypeAlias

from django import template
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.web.slots import slot, split

register = template.Library()

# What is another in each response, or for each viewer, and wanted in many places.
ALWAYS_SLOTS = ("csp_nonce", "csrf_token")
# The kinds of values by which parts are kept: equal ones look the same, and never change.
PLAIN: frozenset[type] = frozenset({str, bool, int, type(None)})
KEPT_MAX = 200
Values: TypeAlias = dict[str, object]


class SlotNode(Node):
    def __init__(self, name: FilterExpression, content: NodeList) -> None:
        self._name = name
        self.nodelist = content

    def render(self, context: Context) -> SafeString:
        if not context.get("is_kept"):
            return self.nodelist.render(context)
        name = self._name.resolve(context)
        slots: dict[str, SlotNode] | None = context.get("slots")
        if slots is not None:
            slots[name] = self
        return mark_safe(slot(name))  # noqa: S308 - a random mark


@dataclass(frozen=True)
class Kept:
    """`pieces` as `split` returns them, and the content of their slots."""

    pieces: list[str]
    slots: dict[str, SlotNode]

    def fill(self, context: Context) -> SafeString:
        names = self.pieces[1::2]
        values = {name: self._value(name, context) for name in set(names)}
        pieces = self.pieces.copy()
        pieces[1::2] = [values[name] for name in names]
        return mark_safe("".join(pieces))  # noqa: S308 - what templates rendered

    def _value(self, name: str, context: Context) -> str:
        if name in ALWAYS_SLOTS:
            return conditional_escape(str(context.get(name, "")))
        return self.slots[name].nodelist.render(context)


class KeptNode(Node):
    """Keeps what it renders for as long as the process keeps the template, for all viewers.

    So its content sees nothing but the values that it is kept by: not the request, not the user.
    """

    def __init__(self, values: dict[str, FilterExpression], content: NodeList) -> None:
        self._values = values
        self.nodelist = content
        self._kept: dict[tuple[object, ...], Kept] = {}

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self._values.items()}
        if not PLAIN.issuperset(map(type, values.values())):
            raise TypeError(f"A part cannot be kept by {values}.")
        key = (get_language(), *values.values())
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(key, self._render(values, context))
        return kept.fill(context)

    def _render(self, values: Values, context: Context) -> Kept:
        slots: dict[str, SlotNode] = {}
        marks = {name: mark_safe(slot(name)) for name in ALWAYS_SLOTS}  # noqa: S308
        seen = Context({**values, **marks, "is_kept": True, "slots": slots})
        # It is rendered as a part of the template that is being rendered.
        with seen.bind_template(context.template):  # type: ignore[arg-type]
            return Kept(split(self.nodelist.render(seen)), slots)

    def _keep(self, key: tuple[object, ...], kept: Kept) -> Kept:
        if len(self._kept) >= KEPT_MAX:
            self._kept.clear()
        self._kept[key] = kept
        return kept


@register.tag(name="slot")
def slot_tag(parser: Parser, token: Token) -> SlotNode:
    """`{% slot "likes" %}…{% endslot %}`: its content, or in a part that is kept a place for it."""
    _tag, name = token.split_contents()
    content = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(parser.compile_filter(name), content)


@register.tag(name="kept")
def kept_tag(parser: Parser, token: Token) -> KeptNode:
    """`{% kept logged_in=user.is_authenticated %}…{% endkept %}`: rendered once for each language
    and each combination of the values, which is all that the content sees.

    What differs otherwise is in slots, whose content sees everything; `{{ csp_nonce }}` and
    `{{ csrf_token }}` are slots. Slots of one name have the same content.
    """
    bits = token.split_contents()[1:]
    values = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"{{% kept %}} takes name=value, not {bits[0]}.")
    content = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(values, content)
