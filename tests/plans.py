"""What PostgreSQL does for a query, by its own account: rows it touches, indexes it uses.

For tests of a cost that could grow with the site: they assert this instead of seconds.

    with explained() as plans:
        likers_page(viewer=bob, post=post)
    assert rows_touched(plans, "likes") <= 60

PostgreSQL reads a small table whole, and rightly so: make some thousand rows and call `analyze`
first, or use `indexes_used`, which forbids it to.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Plan:
    """The plan of one statement, with the numbers of the run."""

    sql: str
    root: dict[str, Any]

    def rows_touched(self, *tables: str) -> int:
        """Rows read by scans of these tables (of all, without any), also those left out after."""
        return sum(_rows(node) for node in self._scans(*tables))

    @property
    def pages_read(self) -> int:
        """Pages of tables and indexes: also those that hold nothing but deleted rows."""
        return int(self.root["Shared Hit Blocks"] + self.root["Shared Read Blocks"])

    @property
    def indexes(self) -> set[str]:
        return {node["Index Name"] for node in _nodes(self.root) if "Index Name" in node}

    def _scans(self, *tables: str) -> Iterator[dict[str, Any]]:
        for node in _nodes(self.root):
            table = node.get("Relation Name")
            if table and (not tables or table in tables):
                yield node


def explain(query: QuerySet[Any] | str, params: Any = None) -> Plan:
    """Runs a query (or a statement with its parameters) and returns how that was done."""
    if isinstance(query, QuerySet):
        return _explain(*query.query.sql_with_params())
    return _explain(query, params)


@contextmanager
def explained() -> Iterator[list[Plan]]:
    """The plans of the SELECT statements of a block, filled in after it: they run once more."""
    plans: list[Plan] = []
    with CaptureQueriesContext(connection) as queries:
        yield plans
    statements = (query["sql"] for query in queries.captured_queries)
    plans += [_explain(sql) for sql in statements if sql.startswith(("SELECT", "WITH"))]


def rows_touched(plans: Iterable[Plan], *tables: str) -> int:
    return sum(plan.rows_touched(*tables) for plan in plans)


def analyze(*tables: str) -> None:
    """Updates the planner's statistics with the rows of the test."""
    with connection.cursor() as cursor:
        # The rolled-back rows of earlier tests would make some indexes look expensive.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"REINDEX TABLE {table}")
        cursor.execute(f"ANALYZE {', '.join(tables)}")
        # In memory: as cheap as it is for the hot rows of a large table.
        cursor.execute("SET LOCAL random_page_cost = 1")


def indexes_used(query: QuerySet[Any]) -> set[str]:
    """The indexes that serve a query where reading whole tables is out of the question."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        try:
            return explain(query).indexes
        finally:
            cursor.execute("SET LOCAL enable_seqscan = on")


def _explain(sql: str, params: Any = None) -> Plan:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        return Plan(sql, cursor.fetchone()[0][0]["Plan"])


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _rows(node: dict[str, Any]) -> int:
    each = (
        node["Actual Rows"]
        + node.get("Rows Removed by Filter", 0)
        + node.get("Rows Removed by Index Recheck", 0)
    )
    return int(each * node["Actual Loops"])
