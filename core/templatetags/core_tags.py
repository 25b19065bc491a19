"""Icons, times, numbers and data for search engines, the same on every page."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.media.errors import (
    EmptyFileError,
    TooLargeError,
    UnsupportedMediaError,
    VideoNotYetError,
)
from core.media.formats import IMAGE_MAX_BYTES

register = template.Library()

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800
LONG_AGO = timedelta(weeks=5)

# Characters that could end a script element, or begin a comment in it.
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """An icon of the sprite that `layout/_icons.html` puts on every page."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="#icon-{}"></use></svg>', classes, name
    )


@register.simple_tag
def ago(moment: datetime) -> SafeString:
    """`<time>`: "3 h", or the day of what is long ago."""
    now = timezone.now()
    return _time(moment, how_long_ago(moment, now=now), is_day=now - moment >= LONG_AGO)


@register.simple_tag
def day(moment: datetime) -> SafeString:
    """`<time>`: the day."""
    return _time(moment, _day(moment, now=timezone.now()), is_day=True)


@register.simple_tag(name="time")
def time_tag(moment: datetime, text: str) -> SafeString:
    """`<time>`: a text such as "edited", with the date in its title."""
    return _time(moment, text)


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
    if now - moment < LONG_AGO:
        weeks = seconds // WEEK
        return ngettext("%(n)d w", "%(n)d w", weeks) % {"n": weeks}
    return _day(moment, now=now)


def _day(moment: datetime, *, now: datetime) -> str:
    local, today = timezone.localtime(moment), timezone.localtime(now)
    return date_format(local, "MONTH_DAY_FORMAT" if local.year == today.year else "DATE_FORMAT")


def _time(moment: datetime, text: str, *, is_day: bool = False) -> SafeString:
    """The full date for machines and in the title, in UTC: <local-time> writes it again in the
    reader's time zone, and a day as well."""
    return _dated(moment.replace(microsecond=0), text, is_day, get_language())


@lru_cache(maxsize=10_000)
def _dated(moment: datetime, text: str, is_day: bool, _language: str | None) -> SafeString:
    return format_html(
        '<local-time><time datetime="{}" title="{} UTC"{}>{}</time></local-time>',
        moment.isoformat(timespec="seconds"),
        date_format(timezone.localtime(moment, UTC), "DATETIME_FORMAT"),
        SafeString(" data-day") if is_day else "",
        text,
    )


@register.simple_tag
def count(number: int, kind: str = "") -> SafeString:
    """A shortened number, exact in its title; with a `kind`, both are data attributes."""
    return format_html(
        '<span title="{}"{}>{}</span>',
        number_format(number, force_grouping=True),
        format_html(' data-count="{}" data-value="{}"', kind, str(number)) if kind else "",
        short_number(number),
    )


@register.filter
def short_number(number: int) -> str:
    """1,234 as 1.2K. Cut, not rounded up."""
    for size, unit in _units():
        if number >= size:
            tenths = number * 10 // size
            exact = tenths / 10 if tenths % 10 else tenths // 10
            return unit % number_format(exact)
    return number_format(number)


@dataclass(frozen=True)
class Named:
    """One of those counted who is called by name: `{name}` in the sentence, which counts the
    others. `alone` is the sentence where there are no others."""

    shown: SafeString
    alone: str


def counted(
    kind: str, number: int, *, zero: str, say: Callable[[int], str], named: Named | None = None
) -> SafeString:
    """A sentence with a number in it ("{} likes"); `kind` and the number are data attributes.

    `say` is ngettext with its two texts. Each app has tags of its own that call this.
    """
    others = number - 1 if named else number
    text = zero if number == 0 else say(others)
    if named and number and others == 0:
        text = named.alone
    place = _place(kind, number, others, hidden="{}" not in text)
    slots = {"{}": place, "{name}": format_html("<bdi>{}</bdi>", named.shown) if named else ""}
    parts = [slots.get(part, part) for part in re.split(r"(\{\}|\{name\})", text)]
    if "{}" not in text:
        parts.append(place)
    return format_html(
        '<span data-counted="{}">{}</span>',
        kind,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


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
def photo_checks() -> str:
    """What a script checks before it sends a photo, with the server's sentences, as JSON."""
    return json.dumps(
        {
            "maxBytes": IMAGE_MAX_BYTES,
            "empty": str(EmptyFileError.detail),
            "tooLarge": str(TooLargeError.detail),
            "unsupported": str(UnsupportedMediaError.detail),
            "video": str(VideoNotYetError.detail),
        }
    )


@register.simple_tag
def json_ld(data: dict[str, Any] | None) -> SafeString:
    """Linked data for search engines, safe whatever text people put in."""
    if not data:
        return SafeString("")
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(text.translate(SCRIPT_ESCAPES))
    )


def _units() -> list[tuple[int, str]]:
    return [(10**9, _("%sB")), (10**6, _("%sM")), (10**3, _("%sK"))]


@register.filter
def with_next(url: str, next_url: str) -> str:
    """`url` with `next_url` as its `next`; unchanged if there is none."""
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url
