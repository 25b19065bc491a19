"""What is one emoji, by its code points (UTS #51), without a list of all that there are."""

import re
import unicodedata

from messaging.models import EMOJI_MAX_LENGTH

JOINER, AS_EMOJI, KEYCAP = "\u200d", "\ufe0f", "\u20e3"
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_KEYCAP = re.compile(f"[0-9#*]{AS_EMOJI}?{KEYCAP}")
# What follows a symbol: how it is drawn, a tone of skin, tags (flags of regions).
_ELEMENT = re.compile(f"(.){AS_EMOJI}?[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*", re.DOTALL)
# Emoji that are no symbols to Unicode.
_SIGNS = "‼⁉〰↔"


def is_emoji(*, text: str) -> bool:
    """Whether `text` is one emoji, as it is drawn."""
    if len(text) > EMOJI_MAX_LENGTH:
        return False
    if _FLAG.fullmatch(text) or _KEYCAP.fullmatch(text):
        return True
    return all(map(_is_element, text.split(JOINER)))


def _is_element(part: str) -> bool:
    found = _ELEMENT.fullmatch(part)
    return found is not None and (unicodedata.category(found[1]) == "So" or found[1] in _SIGNS)
