"""Parsing of captions, comments and bios into text, #tags, @mentions and links.

The same parts are stored, counted, linked and notified about. A tag is made of Unicode letters,
marks, digits and `_`, with at least one letter, and of signs that some scripts write within a word
(after UAX #31, "Hashtag Identifiers", https://www.unicode.org/reports/tr31/). Parts of URLs and
e-mail addresses are neither tags nor mentions. A link is a URL on the web.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Self

from accounts.validation.usernames import USERNAME_MAX_LENGTH
from core.text.cleaning import IGNORABLE
from core.text.urls import is_web_address

HASHTAG_MAX_LENGTH = 100
# The characters of a URL: not the quotes and full stops of other scripts. Where its scheme is left
# out, a domain with a path, a query or a fragment is one, or with the best known endings.
_START = re.compile(
    r"(?P<url>[a-z][a-z0-9+.-]{1,9}://[!-~\w]+|(?<![a-z0-9_])www\.[!-~\w]+"
    r"|(?<![\w.-])[\w-]++(?:\.[\w-]+)*\.[a-z]{2,63}(?::\d+)?(?:/|\?(?=\w)|#)[!-~\w]*"
    r"|(?<![\w.-])[\w-]++(?:\.[\w-]+)*\.(?:com|edu|gov|int|mil|net|org)(?!\.?[\w@-]))"
    r"|(?P<hash>[#\N{SMALL NUMBER SIGN}\N{FULLWIDTH NUMBER SIGN}])"
    r"|(?P<at>[@\N{FULLWIDTH COMMERCIAL AT}])",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*")
# Between letters these belong to the word. The joiners, in Persian and in Indian scripts, are not
# seen; the others are: "col·lectiu", the titles of Japanese works, Hebrew acronyms, and the
# syllables of Tibetan.
_MEDIAL = (
    "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{MIDDLE DOT}\N{KATAKANA MIDDLE DOT}"
    "\N{KATAKANA-HIRAGANA DOUBLE HYPHEN}\N{HEBREW PUNCTUATION GERESH}"
    "\N{HEBREW PUNCTUATION GERSHAYIM}\N{TIBETAN MARK INTERSYLLABIC TSHEG}"
)
# These end the sentence or close the bracket that a URL stands in.
_AFTER_URL = ".,:;!?'\"*)]}>"
_OPENING = {")": "(", "]": "[", "}": "{", ">": "<"}
# After a sign these make an emoji of it.
_EMOJI_MODIFIER = re.compile("[\ufe0e\ufe0f\u20e3]")


class Kind(StrEnum):
    TEXT = "text"
    HASHTAG = "hashtag"
    MENTION = "mention"
    LINK = "link"


@dataclass(frozen=True)
class Part:
    """`text` as it was written; `name` is the folded tag or the username, without the sign, or
    the whole URL of a link."""

    kind: Kind
    text: str
    name: str = ""


@dataclass(frozen=True)
class Entities:
    """The different hashtags and usernames of a text, each in the order of first appearance."""

    hashtags: list[str]
    mentions: list[str]

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Self:
        names: dict[Kind, list[str]] = {kind: [] for kind in Kind}
        for part in parts:
            names[part.kind].append(part.name)
        unique = {kind: list(dict.fromkeys(found)) for kind, found in names.items()}
        return cls(unique[Kind.HASHTAG], unique[Kind.MENTION])


def parse(text: str) -> list[Part]:
    """The parts of `text` in their order; joined they are `text` again."""
    parts: list[Part] = []
    end = 0
    for start, part in _found(text):
        if start > end:
            parts.append(Part(Kind.TEXT, text[end:start]))
        parts.append(part)
        end = start + len(part.text)
    if end < len(text):
        parts.append(Part(Kind.TEXT, text[end:]))
    return parts


def entities_in(text: str) -> Entities:
    """The hashtags and mentions of a text."""
    return Entities.of(parse(text))


def fold(text: str) -> str:
    """`text` for comparison: without case and invisible differences. Idempotent."""
    folded = unicodedata.normalize("NFKC", IGNORABLE.sub("", text)).casefold()
    folded = unicodedata.normalize("NFKC", IGNORABLE.sub("", folded))
    # A few letters fold to letters that fold further.
    return folded if folded == text else fold(folded)


def fold_tag(name: str) -> str | None:
    """How a tag's name (without `#`) is stored and linked; None if it is not a valid tag."""
    folded = fold(name).rstrip(_MEDIAL)
    is_tag = 0 < len(folded) <= HASHTAG_MAX_LENGTH and _tag_length(folded) == len(folded)
    return folded if is_tag and any(each.isalpha() for each in folded) else None


def _found(text: str) -> Iterator[tuple[int, Part]]:
    position = tag_end = 0
    while start := _START.search(text, position):
        at, position = start.start(), start.end()
        part = None
        if start["url"]:
            part = _link(text, at, start["url"])
        elif start["at"]:
            part = _mention(text, at)
        # One tag may follow another without a space.
        elif start["hash"] and (at == tag_end > 0 or not _is_inside_word(text, at)):
            part = _hashtag(text, at)
        if part:
            yield at, part
            position = max(position, at + len(part.text))
            tag_end = position if part.kind == Kind.HASHTAG else 0


def _link(text: str, at: int, url: str) -> Part | None:
    """None for the rest of an e-mail address, and for what is not on the web."""
    shown = _without_punctuation(url)
    address = shown if "://" in shown else f"https://{shown}"
    if text[at - 1 : at] == "@" or not is_web_address(address):
        return None
    return Part(Kind.LINK, shown, address)


def _without_punctuation(url: str) -> str:
    """A closing bracket belongs to the URL if it opens in it."""
    end = len(url)
    while url[end - 1] in _AFTER_URL:
        opening = _OPENING.get(url[end - 1])
        if opening and url.count(opening, 0, end) >= url.count(url[end - 1], 0, end):
            break
        end -= 1
    return url[:end]


def _is_inside_word(text: str, at: int) -> bool:
    """Whether a `#` is inside a word or an HTML character reference."""
    before = text[at - 1] if at else " "
    if _EMOJI_MODIFIER.match(before):
        return False
    return (
        unicodedata.category(before)[0] in "LMN"
        or before in "_&#\N{SMALL NUMBER SIGN}\N{FULLWIDTH NUMBER SIGN}"
    )


def _hashtag(text: str, at: int) -> Part | None:
    length = _tag_length(text, at + 1)
    written = text[at + 1 : at + 1 + length]
    name = fold_tag(written)
    return Part(Kind.HASHTAG, text[at : at + 1 + len(written)], name) if name else None


def _tag_length(text: str, start: int = 0) -> int:
    """The number of characters from `start` that can belong to a tag. The first is not a mark:
    that would change the sign itself, as in a keycap."""
    end = start
    for place in range(start, len(text)):
        letter = text[place]
        if place == start and unicodedata.category(letter)[0] == "M":
            break
        if _belongs(letter):
            end = place + 1
        elif place == start or unicodedata.normalize("NFKC", letter) not in _MEDIAL:
            break
    return end - start


@lru_cache(maxsize=4096)
def _belongs(letter: str) -> bool:
    """Letters, marks, digits and the low line; not a ligature of several words."""
    plain = unicodedata.normalize("NFKC", letter)
    return _continues_tag(plain[0]) and all(
        _continues_tag(each) or each in _MEDIAL for each in plain[1:]
    )


def _continues_tag(letter: str) -> bool:
    return letter == "_" or _is_word_character(letter)


def _is_word_character(letter: str) -> bool:
    """Not the enclosing marks, such as keycaps."""
    category = unicodedata.category(letter)
    return category[0] in "LMN" and category != "Me"


def _mention(text: str, at: int) -> Part | None:
    """None also in an e-mail address, and if the name continues with letters no username has."""
    found = _NAME.match(text, at + 1)
    if found is None or len(found[0]) > USERNAME_MAX_LENGTH:
        return None
    before, after = text[at - 1 : at], text[found.end() : found.end() + 1]
    if before == "@" or _is_latin(_base(text, at - 1)) or _continues_name(after):
        return None
    return Part(Kind.MENTION, text[at : found.end()], found[0].lower())


def _base(text: str, at: int) -> str:
    """The letter at `at`, or the one that the marks there belong to; none for an emoji."""
    while at >= 0 and unicodedata.category(text[at])[0] == "M":
        if _EMOJI_MODIFIER.match(text[at]):
            return ""
        at -= 1
    return text[at] if at >= 0 else ""


def _continues_name(after: str) -> bool:
    return after == "@" or _is_latin(after) or (after != "" and unicodedata.combining(after) > 0)


def _is_latin(letter: str) -> bool:
    """Letters of other scripts may touch a name without a space."""
    if letter == "" or unicodedata.category(letter)[0] not in "LN":
        return letter == "_"
    return letter.isascii() or "LATIN" in unicodedata.name(letter, "")
