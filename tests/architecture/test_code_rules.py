"""Rules for the code that no linter knows."""

import ast
import re
from collections.abc import Iterator
from statistics import median

import pytest

from tests.architecture.source import ROOT, Source, length, sources

ROUTES = re.compile(
    r"(accounts|social|posts|feeds|messaging)/"
    r"(views|api|consumers|admin|tasks|routing)(/.*)?\.py"
)
# Names that say "anything may be in here".
VAGUE = {"utils.py", "helpers.py", "common.py", "misc.py"}


def test_routes_neither_query_nor_write() -> None:
    routes = [source for source in sources() if ROUTES.fullmatch(source.name)]
    assert routes, "the pattern finds no route at all"
    assert [line for route in routes for line in _orm_calls(route)] == []


def test_the_rule_for_routes_can_fail() -> None:
    text = "def view(request):\n    Post.objects.get()\n    post.save()\n    post.delete()\n"
    bad = Source(ROOT / "posts/views/bad.py", text, ast.parse(text))
    assert len(_orm_calls(bad)) == 3


def test_files_stay_small() -> None:
    sizes = {source.name: source.lines for source in sources() if source.lines}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert median(sizes.values()) <= 60


def test_functions_stay_small() -> None:
    sizes = {
        f"{source.name}:{function.name}": length(function)
        for source in sources()
        for function in source.functions()
    }
    assert {name: size for name, size in sizes.items() if size > 50} == {}
    assert median(sizes.values()) <= 8


def test_nothing_is_imported_inside_a_function() -> None:
    found = [
        f"{source.name}:{node.lineno}"
        for source in sources()
        for function in source.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_no_module_has_a_vague_name() -> None:
    assert [source.name for source in sources() if source.path.name in VAGUE] == []


@pytest.mark.parametrize("forbidden", ["django.db.models.signals", "django.dispatch"])
def test_there_are_no_model_signals(forbidden: str) -> None:
    assert [source.name for source in sources() if forbidden in source.text] == []


def test_no_model_does_things_when_saved() -> None:
    found = [
        f"{source.name}:{function.lineno}"
        for source in sources()
        if "models" in source.name
        for function in source.functions()
        if function.name in {"save", "delete", "full_clean"}
    ]
    assert found == []


def test_services_take_keywords_only() -> None:
    services = [source for source in sources() if re.search(r"/services(/|\.py)", source.name)]
    assert services, "the pattern finds no service at all"
    assert [line for source in services for line in _positional(source)] == []


def _orm_calls(source: Source) -> list[str]:
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            found.append(f"{source.name}:{node.lineno} .{node.attr}")
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and _writes(called):
            found.append(f"{source.name}:{called.lineno} .{called.attr}()")
    return found


def _writes(called: ast.Attribute) -> bool:
    """`progress.save` keeps the outbox's own cursor, not a row of the domain."""
    own = isinstance(called.value, ast.Name) and called.value.id == "progress"
    return called.attr in {"save", "delete"} and not own


def _positional(source: Source) -> list[str]:
    public = [
        node
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    return [f"{source.name}:{node.lineno} {node.name}" for node in public if node.args.args]


def test_services_open_transactions_that_are_run_again_after_a_deadlock() -> None:
    """By the decorator of `core.db.transactions`. A block is for what locks its user first."""
    services = [source for source in sources() if "/services/" in source.name]
    assert any("@atomic\n" in source.text for source in services)
    assert [source.name for source in services if "@transaction.atomic\n" in source.text] == []


def test_no_module_imports_what_another_package_keeps_private() -> None:
    """Nor what a library does: an upgrade may change it without a word."""
    found = [
        f"{source.name}:{node.lineno} {module}"
        for source in sources()
        for node, module in _imports(source)
        if _is_private_of_another(source, module)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("statement", "is_private"),
    [
        ("from allauth.mfa.totp.internal.auth import hotp_value", True),
        ("from django.db.models.query import _private", True),
        ("import celery._state", True),
        ("from core.limits._window import hit", True),
        ("from accounts.services._steps import step", False),
        ("from django.utils.translation import gettext as _", False),
        ("from __future__ import annotations", False),
    ],
)
def test_the_rule_for_private_imports_can_fail(statement: str, is_private: bool) -> None:
    source = Source(ROOT / "accounts/services/any.py", statement, ast.parse(statement))
    [(_node, module)] = _imports(source)
    assert _is_private_of_another(source, module) is is_private


def _imports(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    """Each import, with the full name of what it imports."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def _is_private_of_another(source: Source, module: str) -> bool:
    parts = module.split(".")
    is_own = parts[0] == source.name.split("/")[0]
    private = [part for part in parts if part == "internal" or re.match(r"_(?!_)", part)]
    return bool(private) and not is_own
