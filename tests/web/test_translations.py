"""The catalogues are complete and right, plurals and numbers are those of each language."""

import ast
import re
import shutil
from pathlib import Path
from typing import Any

import polib
import pytest
from django.utils import translation

from config.management.commands.check_translations import find_problems
from core.templatetags.core_tags import short_number
from tests.architecture.source import Source, sources

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    ("", "Hello %(name)s,", ""),
    ("", "%(n)s post", "%(n)s posts"),
    ("month", "May", ""),
}
# How many arguments are texts, by the function's name without `_lazy`.
TEXT_ARGUMENTS = {
    "_": 1, "gettext": 1, "gettext_noop": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3
}  # fmt: skip

needs_gettext = pytest.mark.skipif(
    shutil.which("msgfmt") is None, reason="gettext is not installed"
)


@pytest.fixture
def catalogue(tmp_path: Path) -> polib.POFile:
    """A complete German catalogue of `TEXTS`."""
    catalogue = polib.POFile()
    catalogue.fpath = str(tmp_path / "django.po")
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    python_format: dict[str, Any] = {"flags": ["python-format"]}
    catalogue.append(polib.POEntry(msgid="Hello %(name)s,", msgstr="Hi %(name)s,", **python_format))
    posts = {0: "%(n)s Beitrag", 1: "%(n)s Beiträge"}
    catalogue.append(
        polib.POEntry(
            msgid="%(n)s post", msgid_plural="%(n)s posts", msgstr_plural=posts, **python_format
        )
    )
    catalogue.append(polib.POEntry(msgid="May", msgctxt="month", msgstr="Mai"))
    return catalogue


def problems(catalogue: polib.POFile) -> str:
    path = Path(catalogue.fpath)
    catalogue.save()
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return "\n".join(find_problems(path, TEXTS))


def entry(catalogue: polib.POFile, text: str) -> polib.POEntry:
    found = catalogue.find(text, include_obsolete_entries=True)
    assert found
    return found


@needs_gettext
def test_a_complete_catalogue_has_no_problems(catalogue: polib.POFile) -> None:
    assert problems(catalogue) == ""


@needs_gettext
@pytest.mark.parametrize(
    ("text", "changes", "problem"),
    [
        ("May", {"msgstr": ""}, "not translated: 'May'"),
        ("May", {"msgstr": " "}, "not translated: 'May'"),
        ("May", {"msgstr": "Mai\n"}, "do not both end with"),
        ("May", {"flags": ["fuzzy"]}, "not translated: 'May'"),
        ("May", {"obsolete": True}, "not translated: 'May'"),
        ("May", {"msgid": "June"}, "not in the source any more: 'June'"),
        ("Hello %(name)s,", {"msgstr": "Hi %(year)s,"}, "'name'"),
        ("Hello %(name)s,", {"msgstr": "Hi {},"}, "'name'"),
        ("%(n)s post", {"msgstr_plural": {0: "%(n)s Beitrag"}}, "not translated"),
        ("%(n)s post", {"msgstr_plural": {0: "%(n)s Beitrag", 1: ""}}, "not translated"),
        ("%(n)s post", {"msgstr_plural": {0: "ein Beitrag", 1: "%(m)s Beiträge"}}, "'m'"),
    ],
)
def test_each_fault_is_reported(
    text: str, changes: dict[str, Any], problem: str, catalogue: polib.POFile
) -> None:
    for name, value in changes.items():
        setattr(entry(catalogue, text), name, value)
    assert problem in problems(catalogue)


@needs_gettext
def test_a_plural_form_may_spell_its_number_out(catalogue: polib.POFile) -> None:
    entry(catalogue, "%(n)s post").msgstr_plural = {0: "ein Beitrag", 1: "%(n)s Beiträge"}
    assert problems(catalogue) == ""


@needs_gettext
def test_an_outdated_compiled_catalogue_is_reported(catalogue: polib.POFile) -> None:
    assert problems(catalogue) == ""
    entry(catalogue, "May").msgstr = "Maien"
    catalogue.save()
    (problem,) = find_problems(Path(catalogue.fpath), TEXTS)
    assert "out of date" in problem


def test_texts_are_literals_where_they_are_translated() -> None:
    """Others would never be found, and never be translated."""
    bad = Source(ROOT / "bad.py", "", ast.parse('_(name); _(f"Hi {name}"); ngettext("a", many, 2)'))
    assert len(_computed_texts(bad)) == 3
    assert [line for source in sources() for line in _computed_texts(source)] == []


def _computed_texts(source: Source) -> list[str]:
    found = []
    for node in ast.walk(source.tree):
        function = node.func if isinstance(node, ast.Call) else None
        name = getattr(function, "id", getattr(function, "attr", "")).removesuffix("_lazy")
        if isinstance(node, ast.Call) and name in TEXT_ARGUMENTS:
            texts = node.args[: TEXT_ARGUMENTS[name]]
            if not all(isinstance(text, ast.Constant) for text in texts):
                found.append(f"{source.name}:{node.lineno}")
    return found


@pytest.mark.parametrize(("language", "shown"), [("en", "1.2"), ("de", "1,2"), ("ar", "1.2")])
def test_numbers_are_written_as_people_of_the_language_do(language: str, shown: str) -> None:
    with translation.override(language):
        assert re.findall(r"\d[\d.,]*\d", short_number(1_234)) == [shown]


def test_arabic_says_one_and_two_in_words() -> None:
    """Its dual holds the number, and one is an adjective after its noun: never "1 week"."""
    catalogue = polib.pofile(str(ROOT / "config/locale/ar/LC_MESSAGES/django.po"))
    number = re.compile(r"\{\}|%\((n|number|days|minutes|left)\)[ds]|%d")
    counting = [entry for entry in catalogue if number.search(entry.msgstr_plural.get(3, ""))]
    assert len(counting) > 20
    digits = [
        form
        for entry in counting
        for form in (entry.msgstr_plural[1], entry.msgstr_plural[2])
        if number.search(form)
    ]
    assert digits == []


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


def test_scripts_contain_no_user_texts() -> None:
    assert has_own_words('button.textContent = "Save";')
    assert has_own_words('node.setAttribute("title", `Photo ${number}`)')
    assert not has_own_words("place.textContent = `${done} / ${total ? ` ${over}` : 0}`")
    scripts = sorted((ROOT / "static" / "public" / "js").rglob("*.js"))
    assert scripts
    assert [path.name for path in scripts if has_own_words(path.read_text())] == []
