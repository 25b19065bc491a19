"""The words that somebody does not want to read under their posts, and where one of them stands.

They are compared as people read them: without upper case and other differences that nobody sees,
and without the invisible characters by which a word can be written past a filter.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from posts.text.parsing import fold

MAX_HIDDEN_WORDS = 200
HIDDEN_WORD_MAX_LENGTH = 100

# Strokes and accents that make no letter together with the one before them.
_STROKES = re.compile(
    "[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]"
)
# Thai and Lao, Burmese, Khmer, Japanese, Chinese: written without spaces between words. Korean,
# where particles cling to them.
_RUNS_ON = re.compile(
    "[\\u1100-\\u11ff\\u3130-\\u318f\\uac00-\\ud7af"
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff"
    "\\U00020000-\\U0003ffff]"
)


def clean_words(words: Iterable[str]) -> list[str]:
    """The words as they are kept: simplified, each once, none blank.

    Raises DomainError for too many of them, and for one that is too long.
    """
    cleaned = list(dict.fromkeys(word for each in words if (word := simplify(each))))
    if len(cleaned) > MAX_HIDDEN_WORDS:
        raise DomainError(
            _("At most %(limit)d words can be hidden; these are %(count)d.")
            % {"limit": MAX_HIDDEN_WORDS, "count": len(cleaned)},
            code="too_many_words",
            attr="filtered_words",
        )
    if any(len(word) > HIDDEN_WORD_MAX_LENGTH for word in cleaned):
        raise DomainError(
            _("A word or phrase has at most %d characters.") % HIDDEN_WORD_MAX_LENGTH,
            code="word_too_long",
            attr="filtered_words",
        )
    return cleaned


def simplify(text: str) -> str:
    """`text` for comparing, its words a space apart."""
    seen = "".join(each for each in text if each in "\t\n\r" or not _is_control(each))
    return " ".join(_STROKES.sub("", fold(seen)).split())


def contains_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the cleaned words or phrases stands in `text`, not as a part of another."""
    simple = simplify(text)
    return any(_stands_in(simple, word) for word in words)


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf"}


def _stands_in(text: str, word: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if not _goes_on(before, word[0]) and not _goes_on(after, word[-1]):
            return True
        start = text.find(word, start + 1)
    return False


def _goes_on(neighbour: str, edge: str) -> bool:
    """Whether the word whose `edge` this is does not end here."""
    if not neighbour or _RUNS_ON.match(edge) or _RUNS_ON.match(neighbour):
        return False
    return _belongs_to_a_word(neighbour) and _belongs_to_a_word(edge)


def _belongs_to_a_word(letter: str) -> bool:
    """Letters, marks and digits do; signs and pictures stand for themselves."""
    return unicodedata.category(letter)[0] in "LMN"
