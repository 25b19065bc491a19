"""What is wrong with a catalogue, in words."""

import re
from collections.abc import Iterator, Sequence

import polib

from config.translations.catalogues import is_stale, key_of, plural_forms, read
from config.translations.sources import Message

# %(name)s, %s, %d, %% and {name}, {}: what a program fills in.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
# Of these alone may be fewer: some plural forms say the number in a word.
COUNTS = ("%(n)", "%(number)", "%(count)", "%(left)", "%(days)", "%(minutes)", "%d", "{}")


def problems_of(language: str, messages: Sequence[Message]) -> Iterator[str]:
    """Each begins with the language; none where all is well."""
    catalogue = read(language)
    kept = {key_of(entry) for entry in catalogue if not entry.obsolete}
    for message in messages:
        if message not in kept:
            yield f"{language}: missing: {message.msgid!r}"
    for entry in catalogue:
        for problem in _entry_problems(entry, set(messages), plural_forms(language)):
            yield f"{language}: {problem}: {entry.msgid!r}"
    if is_stale(language, catalogue):
        yield f"{language}: the compiled catalogue is stale: run manage.py translations"


def _entry_problems(entry: polib.POEntry, messages: set[Message], forms: int) -> Iterator[str]:
    if entry.obsolete or key_of(entry) not in messages:
        yield "not in the source any more"
        return
    if entry.fuzzy:
        yield "marked fuzzy"
    if entry.msgid_plural and set(entry.msgstr_plural) != set(range(forms)):
        yield f"not {forms} plural forms"
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(text.strip() for text in texts):
        yield "untranslated"
        return
    if not all(_fits(text, entry) for text in texts):
        yield "other placeholders than its source"
    if any(_edges(text) != _edges(entry.msgid) for text in texts):
        yield "begins or ends with another line break than its source"


def _fits(text: str, entry: polib.POEntry) -> bool:
    found = sorted(PLACEHOLDER.findall(text))
    sources = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
    if found in [sorted(PLACEHOLDER.findall(source)) for source in sources]:
        return True
    return bool(entry.msgid_plural) and found in [_uncounted(source) for source in sources]


def _uncounted(source: str) -> list[str]:
    """Its placeholders without the number."""
    return sorted(each for each in PLACEHOLDER.findall(source) if not each.startswith(COUNTS))


def _edges(text: str) -> tuple[bool, bool]:
    return text.startswith("\n"), text.endswith("\n")
