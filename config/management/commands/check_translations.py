"""`manage.py check_translations`: every text is in every language."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test.utils import override_settings

Text = tuple[str, str, str]
"""Context, singular and plural."""


class Command(BaseCommand):
    help = "Fails if a text is missing in a language, or a catalogue is wrong or not compiled."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        texts = source_texts()
        languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        problems = [
            f"{language}: {problem}"
            for language in languages
            for problem in find_problems(_catalogue_path(language), texts)
        ]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"{len(texts)} texts, complete in {', '.join(languages)}.")


def source_texts() -> set[Text]:
    """The texts of code and templates, as `makemessages` finds them; needs gettext."""
    with TemporaryDirectory() as folder, override_settings(LOCALE_PATHS=[folder]):
        ignored = ["tests", "static", "config/locale"]
        call_command("makemessages", all=True, keep_pot=True, ignore_patterns=ignored, verbosity=0)
        return {_text(entry) for entry in polib.pofile(f"{folder}/django.pot")}


def find_problems(path: Path, texts: set[Text]) -> Iterator[str]:
    """What is wrong with the catalogue at `path`, one sentence each; needs gettext."""
    catalogue = polib.pofile(str(path))
    forms = int(catalogue.metadata["Plural-Forms"].removeprefix("nplurals=").partition(";")[0])
    entries = [entry for entry in catalogue if not entry.obsolete]
    translated = {
        _text(entry): _translation(entry) for entry in entries if _is_complete(entry, forms)
    }
    for _context, text, _plural in sorted(texts - translated.keys()):
        yield f"not translated: {text!r}"
    for _context, text, _plural in sorted({_text(entry) for entry in entries} - texts):
        yield f"not in the source any more: {text!r}"
    compiled = path.with_suffix(".mo")
    # The first entry of a compiled catalogue is its header.
    known = {_text(entry): _translation(entry) for entry in polib.mofile(str(compiled))}
    if known != translated:
        yield f"{compiled.name} is out of date: run manage.py compilemessages -i .venv"
    argv = ["msgfmt", "--check-format", "--output-file", os.devnull, str(path)]
    checked = subprocess.run(argv, capture_output=True, text=True, check=False)  # noqa: S603
    yield from checked.stderr.splitlines()


def _catalogue_path(language: str) -> Path:
    folder: Path = settings.LOCALE_PATHS[0]
    return folder / language / "LC_MESSAGES" / "django.po"


def _text(entry: polib.POEntry) -> Text:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def _is_complete(entry: polib.POEntry, forms: int) -> bool:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    expected = forms if entry.msgid_plural else 1
    return not entry.fuzzy and len(texts) == expected and all(text.strip() for text in texts)


def _translation(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr, *entry.msgstr_plural.values()]
