"""Text as it is kept, whichever way it came: with one kind of line end, and not blank to the eye.

Forms and serializers clean before they count, services before they store. NUL is left for the
fields to refuse: PostgreSQL stores none.
"""

import re
import unicodedata

# Unicode's Default_Ignorable_Code_Point: invisible, though some count as letters.
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Invisible characters that change visible text: control characters, and those that change the
# direction of all that follows. Joiners and direction marks stay: Persian, Arabic and emoji need
# them.
_UNSEEN = re.compile(r"[\x01-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
# Browsers send CRLF, old files have CR, and word processors the rest.
_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Drawn as nothing, though Unicode does not call them ignorable: Braille without dots, a note
# without a head, a filler of Khitan.
_EMPTY = "\u2800\U0001d159\U00016fe4"
_INVISIBLE_CATEGORIES = {"Zs", "Zl", "Zp", "Cc", "Cf"}


def clean_text(text: str) -> str:
    """Text of several lines; "" if none of it can be seen."""
    return _strip(_UNSEEN.sub("", _LINE_END.sub("\n", text)))


def clean_line(text: str) -> str:
    """Text of one line with single spaces; "" if none of it can be seen."""
    return _strip(" ".join(_UNSEEN.sub("", text).split()))


def is_blank(text: str) -> bool:
    """Whether none of it can be seen."""
    return all(
        each in _EMPTY or unicodedata.category(each) in _INVISIBLE_CATEGORIES
        for each in IGNORABLE.sub("", text)
    )


def _strip(text: str) -> str:
    return "" if is_blank(text) else text.strip()
