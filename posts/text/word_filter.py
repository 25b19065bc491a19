"""Hidden words: the words and phrases whose comments an author does not want to see.

They are compared as people read them: without case and other invisible differences, without the
invisible characters that could get a word past a filter, and whichever apostrophe or hyphen a
keyboard writes.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from posts.text.parsing import fold

MAX_HIDDEN_WORDS = 200
HIDDEN_WORD_MAX_LENGTH = 100
# As typed, with marks and invisible characters that are not stored. The time of simplifying a word
# may grow with the square of its length.
_TYPED_MAX_LENGTH = 4 * HIDDEN_WORD_MAX_LENGTH

# Combining strokes and accents that do not compose with the letter before them.
_STROKES = re.compile(
    "[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]"
)
# Phones write another apostrophe than laptops do, and word processors other hyphens.
_APOSTROPHES = (
    "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u055a\u05f3\u2018\u2019\u201b\u2032\ua78c\uff07"
)
_HYPHENS = "\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-"))
# Thai and Lao, Burmese, Khmer, Japanese, Chinese: written without spaces between words. Korean:
# particles are attached to words.
_UNSPACED = re.compile(
    "[\\u1100-\\u11ff\\u3130-\\u318f\\uac00-\\ud7af"
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff"
    "\\U00020000-\\U0003ffff]"
)


def clean_words(words: Iterable[str]) -> list[str]:
    """The words to store: simplified, unique, not blank.

    Raises DomainError for too many words, and for one that is too long.
    """
    typed = list(dict.fromkeys(words))
    if any(len(word) > _TYPED_MAX_LENGTH for word in typed):
        raise _too_long()
    cleaned = list(dict.fromkeys(word for each in typed if (word := simplify(each))))
    if len(cleaned) > MAX_HIDDEN_WORDS:
        raise DomainError(
            _("You can hide up to %(limit)d words; these are %(count)d.")
            % {"limit": MAX_HIDDEN_WORDS, "count": len(cleaned)},
            code="too_many_words",
            attr="filtered_words",
        )
    if any(len(word) > HIDDEN_WORD_MAX_LENGTH for word in cleaned):
        raise _too_long()
    return cleaned


def _too_long() -> DomainError:
    return DomainError(
        _("A word or phrase can have up to %d characters.") % HIDDEN_WORD_MAX_LENGTH,
        code="word_too_long",
        attr="filtered_words",
    )


def simplify(text: str) -> str:
    """`text` for comparison, with single spaces."""
    seen = "".join(each for each in text if each in "\t\n\r" or not _is_control(each))
    # Twice: the acute accent folds to a space, and the ŉ to an apostrophe and n.
    folded = fold(seen.translate(_PLAIN)).translate(_PLAIN)
    return " ".join(_STROKES.sub("", folded).split())


def contains_any(text: str, words: Iterable[str]) -> bool:
    """Whether `text` has one of the cleaned words or phrases, not as a part of another word."""
    simple = simplify(text)
    return any(_has_word(simple, word) for word in words)


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf"}


def _has_word(text: str, word: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if not _continues_word(before, word[0]) and not _continues_word(after, word[-1]):
            return True
        start = text.find(word, start + 1)
    return False


def _continues_word(neighbour: str, edge: str) -> bool:
    """Whether `neighbour` belongs to the same word as `edge`, the letter beside it."""
    if not neighbour or _UNSPACED.match(edge) or _UNSPACED.match(neighbour):
        return False
    return _is_word_character(neighbour) and _is_word_character(edge)


def _is_word_character(letter: str) -> bool:
    """Letters, marks and digits; not signs and emoji."""
    return unicodedata.category(letter)[0] in "LMN"
