"""Rules for templates and scripts."""

import json
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT

TAGS = re.compile(r"<(/?)([a-z]+-[a-z-]+)\b|<form\b[^>]*>", re.DOTALL)
# Its form answers with a file: the page stays, and the file may be wanted twice.
DOWNLOADS = {"mfa/recovery_codes.html"}
# Partials whose form is in an element of the template that includes them.
WRAPPED = {"social/_unfollow_form.html"}


def test_every_form_that_is_posted_is_kept_from_being_sent_twice_or_offline() -> None:
    templates = ROOT / "templates"
    forms = {
        path.relative_to(templates).as_posix(): list(_bare_forms(path.read_text()))
        for path in templates.rglob("*.html")
    }
    assert {name for name, bare in forms.items() if bare} == DOWNLOADS | WRAPPED


def test_the_rule_for_forms_can_fail() -> None:
    form = '<form method="post" action="/x">'
    assert list(_bare_forms(f"<form-guard><div></div></form-guard>{form}</form>")) == [form]
    assert list(_bare_forms(f"<form-guard>{form}</form></form-guard>")) == []
    assert list(_bare_forms('<form method="post" hx-post="/x"><form method="get">')) == []


def test_every_shared_module_is_in_the_guide() -> None:
    scripts = (ROOT / "templates/layout/_scripts.html").read_text()
    found = re.search(r'<script type="importmap".*?>(.*?)</script>', scripts, re.DOTALL)
    assert found
    modules = json.loads(found[1])["imports"]
    guide = (ROOT / "docs/frontend.md").read_text()
    assert [name for name in modules if f"| `{name}` |" not in guide] == []


def _bare_forms(template: str) -> Iterator[str]:
    """The forms that neither a custom element nor HTMX sends."""
    depth = 0
    for tag in TAGS.finditer(template):
        if tag[2]:
            depth += -1 if tag[1] else 1
        elif depth == 0 and 'method="post"' in tag[0] and "hx-post" not in tag[0]:
            yield tag[0]
