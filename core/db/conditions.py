"""Conditions on related rows, which the rules of who may see what consist of."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Field, Value
from django.db.models.sql.compiler import SQLCompiler


class HasRow(Expression):
    """Whether the table of a model has a row with these values.

    `HasRow("social.Follow", follower=viewer.pk, following=F("author"))` is the SQL of
    `Exists(Follow.objects.filter(follower=viewer.pk, following=OuterRef("author")))`, without a
    query that is built, copied and compiled each time: nearly every query of the site has several.
    No row has a value that is None.
    """

    output_field = BooleanField()

    def __init__(self, model: str, **values: Any) -> None:
        super().__init__()
        self._sql = _sql(model, tuple(values))
        self._values: list[Any] = [
            value if isinstance(value, F) else Value(value) for value in values.values()
        ]

    def get_source_expressions(self) -> list[Any]:
        return self._values

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        self._values = list(exprs)

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        compiled = [compiler.compile(value) for value in self._values]
        sql = self._sql.format(*(sql for sql, _ in compiled))
        return sql, tuple(param for _, params in compiled for param in params)


@cache
def _sql(model: str, names: tuple[str, ...]) -> str:
    meta = apps.get_model(model)._meta
    fields = [cast("Field[Any, Any]", meta.get_field(name)) for name in names]
    # No table has this alias, so a column of the outer query is never taken for one of these.
    same = " AND ".join(f'this_row."{field.column}" = {{}}' for field in fields)
    return f'EXISTS (SELECT FROM "{meta.db_table}" this_row WHERE {same})'
