"""Querysets that are compiled to SQL once, and executed often.

Django builds and compiles a queryset anew each time it is used, which takes several times as long
as PostgreSQL needs for the result. Where that matters, and only the parameters differ from call to
call, the text is kept.
"""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

PLACEHOLDER = re.compile(r"%%|%s")


def compile_sql(rows: QuerySet[Any, Any], names: Mapping[UUID, str]) -> str:
    """The SQL of a queryset that was built with stand-ins for some ids.

    `names` has the SQL that takes the place of each: a placeholder for `cursor.execute` such as
    `%(viewer)s`, or a column. Raises ValueError for any other parameter that is not a plain word
    or number, as the constants of the code are.
    """
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    remaining = iter(values)

    def fill(match: re.Match[str]) -> str:
        return match[0] if match[0] == "%%" else _text(next(remaining), names)

    return PLACEHOLDER.sub(fill, sql)


def _text(value: Any, names: Mapping[UUID, str]) -> str:
    if isinstance(value, UUID) and value in names:
        return names[value]
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str) and re.fullmatch(r"[a-z_]+", value):
        return f"'{value}'"
    raise ValueError(f"{value!r} must have a name.")
