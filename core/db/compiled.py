"""Querysets that are compiled to SQL once, and executed often.

Django builds and compiles a queryset anew each time it is used, which takes several times as long
as PostgreSQL needs for the result. Where that matters, and only the parameters differ from call to
call, the text is kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
P = ParamSpec("P")
PLACEHOLDER = re.compile(r"%%|%s")
_KEPT: list[Callable[[], None]] = []


def compiled(make: Callable[P, str]) -> Callable[P, str]:
    """Keeps the SQL that a function makes by `compile_sql`, for each of its arguments."""
    kept = cache(make)
    _KEPT.append(kept.cache_clear)
    return kept  # type: ignore[return-value] # of the same parameters, which are hashable


def forget_compiled() -> None:
    """Compile everything anew; for tests that change a rule."""
    for forget in _KEPT:
        forget()


def compile_sql(rows: QuerySet[Any, Any], names: Mapping[Any, str]) -> str:
    """The SQL of a queryset that was built with stand-ins for some values.

    `names` has the SQL that takes the place of each: a placeholder for `cursor.execute` such as
    `%(viewer)s`, or a column. Raises ValueError for any other parameter that is not a plain word
    or number, as the constants of the code are.
    """
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    remaining = iter(values)

    def fill(match: re.Match[str]) -> str:
        return match[0] if match[0] == "%%" else _text(next(remaining), names)

    return PLACEHOLDER.sub(fill, sql)


@contextmanager
def prepared_cursor() -> Iterator[CursorWrapper]:
    """A cursor whose statements each connection prepares at their first use, instead of once they
    were used five times: those that are compiled here are used often, and take long to plan.

    PostgreSQL then plans such a statement five times with its parameters before it keeps a plan.
    """
    with connection.cursor() as cursor:
        driver = connection.connection
        threshold, driver.prepare_threshold = driver.prepare_threshold, 0
        try:
            yield cursor
        finally:
            driver.prepare_threshold = threshold


def columns_of(model: type[Model], prefix: str = "") -> list[str]:
    """For `values_list`: the columns that `read_model` takes. `prefix` leads to the model."""
    return [f"{prefix}{field.attname}" for field in model._meta.concrete_fields]


def read_model(model: type[M], values: Sequence[Any]) -> M:
    """The instance whose columns a cursor has fetched, as a queryset would return it."""
    fields = model._meta.concrete_fields
    converted = [_convert(field, value) for field, value in zip(fields, values, strict=True)]
    return model.from_db(connection.alias, [field.attname for field in fields], converted)


def _convert(field: Any, value: Any) -> Any:
    """As querysets do where PostgreSQL's value is not the field's: JSON comes as text."""
    if hasattr(field, "from_db_value"):
        return field.from_db_value(value, field.get_col(field.model._meta.db_table), connection)
    return value


def _text(value: Any, names: Mapping[Any, str]) -> str:
    if isinstance(value, UUID | str) and value in names:
        return names[value]
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str) and re.fullmatch(r"[a-z_]+", value):
        return f"'{value}'"
    raise ValueError(f"{value!r} must have a name.")
