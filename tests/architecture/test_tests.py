"""Rules for the tests themselves."""

import ast
from collections.abc import Iterator

from tests.architecture.source import PACKAGES, ROOT, Source


def test_no_test_patches_a_private_name_of_ours() -> None:
    paths = sorted((ROOT / "tests").rglob("*.py"))
    tests = [
        Source(path, text, ast.parse(text))
        for path in paths
        if "patch" in (text := path.read_text()) or "attr" in text
    ]
    assert tests, "there are no tests that patch"
    assert [line for test in tests for line in private_patches(test)] == []


def test_the_rule_can_fail() -> None:
    text = """
import email
from core import redis
monkeypatch.setattr(redis, "_client", None)
monkeypatch.setattr("core.redis._client", None)
patch.object(redis.breakers, "_all", None)
patch("core._private.name")
monkeypatch.setattr(redis, "public", None)
monkeypatch.setattr(email, "_private", None)
"""
    bad = Source(ROOT / "tests/bad.py", text, ast.parse(text))
    assert list(private_patches(bad)) == [f"tests/bad.py:{line}" for line in (4, 5, 6, 7)]


def private_patches(source: Source) -> Iterator[str]:
    ours = names_of_ours(source)
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not is_patch(node) or not node.args:
            continue
        target, *rest = node.args
        if isinstance(target, ast.Constant) and isinstance(target.value, str):
            parts = target.value.split(".")
            is_private = parts[0] in PACKAGES and any(is_private_name(each) for each in parts)
        else:
            names = [each.value for each in rest[:1] if isinstance(each, ast.Constant)]
            is_private = root_of(target) in ours and any(is_private_name(each) for each in names)
        if is_private:
            yield f"{source.name}:{node.lineno}"


def is_patch(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func
    name = name.id if isinstance(name, ast.Name) else name
    return name in {"setattr", "delattr", "patch", "object"}


def names_of_ours(source: Source) -> set[str]:
    """The names that are imported from our packages."""
    found = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in PACKAGES:
            found |= {alias.asname or alias.name for alias in node.names}
        if isinstance(node, ast.Import):
            packages = {(alias.asname or alias.name).split(".")[0] for alias in node.names}
            found |= packages & set(PACKAGES)
    return found


def root_of(target: ast.expr) -> str | None:
    while isinstance(target, ast.Attribute):
        target = target.value
    return target.id if isinstance(target, ast.Name) else None


def is_private_name(name: object) -> bool:
    return isinstance(name, str) and name.startswith("_") and not name.startswith("__")
