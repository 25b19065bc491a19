"""What every page shows alike: icons, times, numbers, data for search engines."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.formats import date_format, get_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.plurals import all_forms

register = template.Library()

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800

# What would end a script element, or begin a comment in it, must not stand in one.
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A drawing of the sprite that `layout/_icons.html` puts on every page."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="#icon-{}"></use></svg>', classes, name
    )


@register.simple_tag
def ago(moment: datetime) -> SafeString:
    """`<time>`: "3 h", with the full date for machines and in the title."""
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(timespec="seconds"),
        date_format(local, "DATETIME_FORMAT"),
        how_long_ago(moment, now=timezone.now()),
    )


def how_long_ago(moment: datetime, *, now: datetime) -> str:
    """Short up to five weeks, then the day, with the year when it is another."""
    seconds = int((now - moment) / timedelta(seconds=1))
    if seconds < MINUTE:
        return _("now")
    if seconds < HOUR:
        return _("%d min") % (seconds // MINUTE)
    if seconds < DAY:
        return _("%d h") % (seconds // HOUR)
    if seconds < WEEK:
        return _("%d d") % (seconds // DAY)
    if seconds < 5 * WEEK:
        return _("%d w") % (seconds // WEEK)
    day = timezone.localtime(moment)
    same_year = day.year == timezone.localtime(now).year
    return date_format(day, "MONTH_DAY_FORMAT" if same_year else "DATE_FORMAT")


@register.simple_tag
def count(number: int, kind: str = "") -> SafeString:
    """A number cut short, exact in its title; `kind` lets the live updates find it."""
    return format_html(
        '<span title="{}"{}>{}</span>',
        number_format(number, force_grouping=True),
        format_html(' data-count="{}" data-value="{}"', kind, str(number)) if kind else "",
        short_number(number),
    )


@register.filter
def short_number(number: int) -> str:
    """1,234 as 1.2K. Cut, not rounded up, as the browser's live updates do it."""
    for size, unit in _units():
        if number >= size:
            tenths = number * 10 // size
            exact = tenths / 10 if tenths % 10 else tenths // 10
            return unit % number_format(exact)
    return number_format(number)


@register.simple_tag
def number_words() -> str:
    """How numbers are written in this language, for the scripts."""
    grouped = get_format("NUMBER_GROUPING")
    words = {
        "decimal": get_format("DECIMAL_SEPARATOR"),
        "group": get_format("THOUSAND_SEPARATOR") if grouped else "",
        "units": _units(),
    }
    return json.dumps(words, ensure_ascii=False)


@dataclass(frozen=True)
class Named:
    """One of those counted who is called by name: `{name}` in the sentence, which counts the
    others. `alone` is the sentence where there are no others."""

    shown: SafeString
    alone: str


def counted(
    kind: str, number: int, *, zero: str, say: Callable[[int], str], named: Named | None = None
) -> SafeString:
    """A sentence with a number in it ("{} likes") that the live updates can say anew.

    `say` is ngettext with its two texts. Each app has tags of its own that call this.
    """
    others = number - 1 if named else number
    words = zero if number == 0 else say(others)
    if named and number and others == 0:
        words = named.alone
    return format_html(
        '<span data-counted="{}" data-zero="{}" data-forms="{}"{}>{}</span>',
        kind,
        zero,
        json.dumps(all_forms(say), ensure_ascii=False),
        format_html(' data-alone="{}"', named.alone) if named else "",
        _filled(words, _place(kind, number, others, hidden="{}" not in words), named),
    )


def _filled(words: str, place: SafeString, named: Named | None) -> SafeString:
    """The sentence as nodes. The scripts find again what it has no use for now: it is hidden."""
    nodes = {"{}": place}
    if named:
        hidden = "" if "{name}" in words else SafeString(" hidden")
        nodes["{name}"] = format_html("<bdi data-name{}>{}</bdi>", hidden, named.shown)
    parts = [nodes.pop(part, part) for part in re.split(r"(\{\}|\{name\})", words)]
    return format_html_join("", "{}", ((part,) for part in [*parts, *nodes.values()]))


def _place(kind: str, number: int, shown: int, *, hidden: bool) -> SafeString:
    return format_html(
        '<span{} data-count="{}" data-value="{}"{}>{}</span>',
        "" if hidden else format_html(' title="{}"', number_format(shown, force_grouping=True)),
        kind,
        str(number),
        SafeString(" hidden") if hidden else "",
        short_number(shown),
    )


@register.simple_tag
def json_ld(data: dict[str, Any] | None) -> SafeString:
    """Linked data for search engines, safe whatever people wrote into it."""
    if not data:
        return SafeString("")
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(text.translate(SCRIPT_ESCAPES))
    )


def _units() -> list[tuple[int, str]]:
    return [(10**9, _("%sB")), (10**6, _("%sM")), (10**3, _("%sK"))]
