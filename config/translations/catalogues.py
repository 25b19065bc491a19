"""The catalogues: one `django.po` for each language but the source's, and its compiled `.mo`.

What is written depends on the source and on the translations alone: no dates, no line numbers.
Compiled files are kept too, since a bare machine compiles nothing.
"""

from collections.abc import Iterable
from pathlib import Path

import polib
from django.conf import settings

from config.translations.sources import Message

_TWO = "nplurals=2; plural=(n != 1);"
# As CLDR tells plurals, which is what browsers go by.
PLURALS = {
    "de": _TWO,
    "es": "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 && n%100<=99 ? 4 : 5;",
}
WIDTH = 100


def languages() -> list[str]:
    """Those that are translated to."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def path_of(language: str) -> Path:
    folder: Path = settings.LOCALE_PATHS[0]
    return folder / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> polib.POFile:
    """Empty where there is none yet."""
    path = path_of(language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=WIDTH)
    return polib.POFile(wrapwidth=WIDTH)


def merged(language: str, messages: Iterable[Message]) -> polib.POFile:
    """The catalogue with exactly these messages; what is translated already stays so."""
    known = {key_of(entry): entry for entry in read(language) if not entry.obsolete}
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.metadata = {
        "Project-Id-Version": "InstaPro",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    forms = plural_forms(language)
    for message in messages:
        catalogue.append(known.get(message) or _fresh(message, forms))
    return catalogue


def write(language: str, catalogue: polib.POFile) -> None:
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    path.with_suffix(".mo").write_bytes(catalogue.to_binary())


def is_stale(language: str, catalogue: polib.POFile) -> bool:
    """Whether the compiled file is not what the catalogue gives."""
    compiled = path_of(language).with_suffix(".mo")
    return not compiled.exists() or compiled.read_bytes() != catalogue.to_binary()


def plural_forms(language: str) -> int:
    return int(PLURALS[language].split("nplurals=")[1].split(";")[0])


def key_of(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _fresh(message: Message, forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if "%" in message.msgid:
        entry.flags = ["python-format"]
    return entry
