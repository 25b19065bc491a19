"""Slots in templates whose result is kept for several requests: see `core/web/slots.py`."""

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from core.web.slots import slot

register = template.Library()


class SlotNode(Node):
    def __init__(self, name: FilterExpression, content: NodeList) -> None:
        self._name = name
        self.nodelist = content

    def render(self, context: Context) -> SafeString:
        if context.get("is_kept"):
            return mark_safe(slot(self._name.resolve(context)))  # noqa: S308 - a random mark
        return self.nodelist.render(context)


@register.tag(name="slot")
def slot_tag(parser: Parser, token: Token) -> SlotNode:
    """`{% slot "likes" %}…{% endslot %}`: its content, or with `is_kept` a place for it."""
    _tag, name = token.split_contents()
    content = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(parser.compile_filter(name), content)
