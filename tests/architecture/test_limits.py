"""A rate limit is counted before a transaction opens: no row is locked while Redis is slow."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Function, Source, sources

SERVICES = re.compile(r"(accounts|social|posts|feeds|messaging)/services(/\w+)?\.py")
HIT = "core.limits.hit"


def test_no_transaction_counts_a_rate_limit() -> None:
    services = [source for source in sources() if SERVICES.fullmatch(source.name)]
    counting = _that_count(services)
    assert len(counting) > 5, "the walk finds no function that counts"
    assert [
        f"{source.name}: {name}"
        for source in services
        for block in _transactions(source.tree)
        for name in _calls(source, block) & counting
    ] == []


def test_the_rule_would_notice() -> None:
    text = """
from core import limits
@atomic
def outer(): inner()
def inner(): limits.hit(POSTS, by=1)
def other():
    with transaction.atomic():
        limits.hit(POSTS, by=1)
"""
    source = Source(sources()[0].path, text, ast.parse(text))
    counting = _that_count([source])
    found = [_calls(source, block) & counting for block in _transactions(source.tree)]
    assert [{name.rpartition(".")[2] for name in names} for names in found] == [{"inner"}, {"hit"}]


def _that_count(services: list[Source]) -> set[str]:
    """The functions that count a limit, themselves or by one they call."""
    calls = {
        f"{_module(source)}.{function.name}": _calls(source, function)
        for source in services
        for function in source.functions()
    }
    counting = {HIT}
    while more := {name for name, called in calls.items() if called & counting} - counting:
        counting |= more
    return counting


def _transactions(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, Function) and any(map(_is_atomic, node.decorator_list)):
            yield node
        if isinstance(node, ast.With) and any(_is_atomic(item.context_expr) for item in node.items):
            yield node


def _is_atomic(node: ast.expr) -> bool:
    return ast.unparse(node).partition("(")[0] in {"atomic", "transaction.atomic"}


def _calls(source: Source, node: ast.AST) -> set[str]:
    """The full names of the functions that are called."""
    imported = {
        alias.asname or alias.name: f"{each.module}.{alias.name}"
        for each in ast.walk(source.tree)
        if isinstance(each, ast.ImportFrom)
        for alias in each.names
    }
    names = (ast.unparse(each.func) for each in ast.walk(node) if isinstance(each, ast.Call))
    heads = (name.partition(".") for name in names)
    return {
        imported.get(head, f"{_module(source)}.{head}") + dot + rest for head, dot, rest in heads
    }


def _module(source: Source) -> str:
    return source.name.removesuffix(".py").replace("/", ".")
