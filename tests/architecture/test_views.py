"""Views are entry points: what two of them share is in a module below."""

import ast
import re

from tests.architecture.source import Source, sources

VIEWS = re.compile(r"(accounts|social|posts|feeds|messaging)/views(/\w+)*\.py")


def test_views_import_no_views() -> None:
    views = [source for source in sources() if VIEWS.fullmatch(source.name)]
    assert len(views) > 10, "the pattern finds no views"
    assert [f"{source.name}: {name}" for source in views for name in _imported_views(source)] == []


def _imported_views(source: Source) -> list[str]:
    return [
        node.module
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom)
        and node.module
        and ".views" in node.module
        # What all pages share, by its Django name.
        and node.module != "core.views"
        and not node.module.startswith("django.")
    ]
