"""From the source to the catalogues: nothing missing, nothing left over, nothing that breaks."""

import json
import re
from gettext import c2py
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from pytest_django import Settings

from config.translations import catalogues
from config.translations.sources import (
    Message,
    NotLiteralError,
    all_messages,
    messages_of_python,
    messages_of_template,
)
from core.plurals import all_forms
from core.templatetags.core_tags import number_words, short_number

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    Message("Hello %(name)s,"),
    Message("%(n)s post", "%(n)s posts"),
    Message("May", context="month"),
]


@pytest.fixture
def folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Catalogues of our own, of three texts."""
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(
        "config.management.commands.translations.all_messages", lambda: sorted(TEXTS)
    )
    return tmp_path


def run(*arguments: str) -> str:
    try:
        call_command("translations", *arguments)
    except CommandError as error:
        return str(error)
    return ""


def translate(language: str, **changes: Any) -> None:
    """Fill a catalogue in, all of it well but for `changes`, and compile it."""
    catalogue = catalogues.read(language)
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "%(n)s Beiträge")
        else:
            entry.msgstr = entry.msgid.replace("Hello", "Hallo").replace("May", "Mai")
    for name, value in changes.items():
        setattr(catalogue[-1] if name != "msgstr_plural" else catalogue[0], name, value)
    catalogues.write(language, catalogue)


def test_texts_are_found_in_templates() -> None:
    text = """
    {% translate "Log in" %} {% trans 'May' context "month" %} {{ _("Yes") }}
    {% translate "Later" as later %}{% include "x.html" with label=_("Part") %}
    {% blocktranslate with name=user.name %}Hello {{ name }}, 100 %{% endblocktranslate %}
    {% blocktranslate count n=posts %}{{ n }} post{% plural %}{{ n }} posts{% endblocktranslate %}
    {% comment %}{% translate "Not this" %}{% endcomment %} gettext("nor this")
    """
    assert set(messages_of_template(text)) == {
        Message("Log in"),
        Message("May", context="month"),
        Message("Yes"),
        Message("Later"),
        Message("Part"),
        Message("Hello %(name)s, 100 %%"),
        Message("%(n)s post", "%(n)s posts"),
    }


def test_texts_are_found_in_python() -> None:
    text = (
        '_("One " "two"); gettext_lazy("Lazy"); ngettext("%d post", "%d posts", n)\n'
        'translation.pgettext("month", "May"); other("No")'
    )
    assert set(messages_of_python(text)) == {
        Message("One two"),
        Message("Lazy"),
        Message("%d post", "%d posts"),
        Message("May", context="month"),
    }


@pytest.mark.parametrize("text", ["_(name)", '_(f"Hello {name}")', 'ngettext("a", many, 2)'])
def test_a_text_that_nobody_could_find_is_told(text: str) -> None:
    with pytest.raises(NotLiteralError):
        list(messages_of_python(text))


def test_all_of_the_source_can_be_read() -> None:
    found = set(all_messages())
    assert Message("{} like", "{} likes") in found
    assert Message("Log out") in found
    assert Message("This username is not available.") in found


def test_written_twice_they_are_the_same_and_what_is_translated_stays(folder: Path) -> None:
    run()
    translate("de")
    before = {path: path.read_bytes() for path in folder.rglob("*.*")}
    run()
    assert {path: path.read_bytes() for path in folder.rglob("*.*")} == before
    assert len(before) == 6
    assert "POT-Creation-Date" not in (folder / "de/LC_MESSAGES/django.po").read_text()


def test_what_is_gone_from_the_source_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    translate("de")
    monkeypatch.setattr("config.management.commands.translations.all_messages", lambda: TEXTS[:1])
    assert "de: not in the source any more: 'May'" in run("--check")
    run()
    assert [entry.msgid for entry in catalogues.read("de")] == ["Hello %(name)s,"]


def test_a_complete_catalogue_passes(folder: Path) -> None:
    assert "de: missing: 'May'" in run("--check")
    run()
    assert "de: untranslated: 'May'" in run("--check")
    for language in catalogues.languages():
        translate(language)
    assert run("--check") == ""


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"msgstr": " "}, "untranslated"),
        ({"msgstr": "Mai\n"}, "another line break"),
        ({"msgstr": "Mai %(year)s"}, "other placeholders"),
        ({"msgstr": "{} Mai"}, "other placeholders"),
        ({"flags": ["fuzzy"]}, "fuzzy"),
        ({"obsolete": True}, "missing"),
        ({"msgstr_plural": {0: "%(n)s Beitrag"}}, "not 2 plural forms"),
        ({"msgstr_plural": {0: "%(n)s Beitrag", 1: ""}}, "untranslated"),
        ({"msgstr_plural": {0: "ein Beitrag", 1: "%(m)s Beiträge"}}, "other placeholders"),
    ],
)
def test_each_fault_is_told(changes: dict[str, Any], problem: str, folder: Path) -> None:
    run()
    for language in catalogues.languages():
        translate(language)
    assert run("--check") == ""
    translate("de", **changes)
    assert problem in run("--check")


def test_a_form_may_say_its_number_in_a_word(folder: Path) -> None:
    run()
    for language in catalogues.languages():
        translate(language)
    translate("de", msgstr_plural={0: "ein Beitrag", 1: "%(n)s Beiträge"})
    assert run("--check") == ""


def test_a_stale_compiled_file_is_told(folder: Path) -> None:
    run()
    for language in catalogues.languages():
        translate(language)
    path = catalogues.path_of("de")
    path.write_text(path.read_text().replace('"Mai"', '"Maien"'))
    assert "stale" in run("--check")


@pytest.mark.parametrize("language", ["de", "es", "ar"])
def test_the_plurals_are_those_that_browsers_count_by(language: str, folder: Path) -> None:
    """Each form once, so that no script ever finds another than the server."""
    catalogue = catalogues.merged(language, [Message("{} like", "{} likes")])
    rule = str(catalogue.metadata["Plural-Forms"])
    forms = catalogues.plural_forms(language)
    with translation.override(language):
        picked = all_forms(str)
    chosen = [_form_of(rule, int(number)) for number in picked.values()]
    assert sorted(chosen) == list(range(forms)) == sorted(set(chosen))


def _form_of(rule: str, number: int) -> int:
    """As gettext reads it."""
    return int(c2py(rule.partition(" plural=")[2].rstrip(";"))(number))


@pytest.mark.parametrize(
    ("language", "shown", "words"),
    [
        ("en", "1.2", {"decimal": ".", "group": ","}),
        ("de", "1,2", {"decimal": ",", "group": "."}),
        ("ar", "1.2", {"decimal": ".", "group": ","}),
    ],
)
def test_numbers_are_written_as_people_of_the_language_do(
    language: str, shown: str, words: dict[str, str]
) -> None:
    with translation.override(language):
        assert re.findall(r"\d[\d.,]*\d", short_number(1_234)) == [shown]
        assert words.items() <= json.loads(number_words()).items()


OWN_WORDS = re.compile(
    r"""(\.(textContent|innerText|innerHTML|title|ariaLabel|placeholder|alt)\s*=\s*"""
    r"""|setAttribute\("(aria-label|title|alt|placeholder)",\s*)["'`][^"'`]*[A-Za-z]{2}"""
    r"""|\b(alert|confirm|prompt)\("""
)


def has_own_words(script: str) -> bool:
    """Everything people read comes with the page; what a script puts in between is no word."""
    while script != (plainer := re.sub(r"\$\{[^{}]*\}", "", script)):
        script = plainer
    return bool(OWN_WORDS.search(script))


def test_scripts_have_no_words_of_their_own() -> None:
    assert has_own_words('button.textContent = "Save";')
    assert has_own_words('node.setAttribute("title", `Photo ${number}`)')
    assert not has_own_words("place.textContent = `${done} / ${total ? ` ${over}` : 0}`")
    scripts = sorted((ROOT / "static" / "public" / "js").glob("*.js"))
    assert scripts
    assert [path.name for path in scripts if has_own_words(path.read_text())] == []
