"""SQL functions that Django does not have."""

from django.db.models import BigIntegerField, Func, TextField
from django.db.models.functions import Cast


class RowHash(Func):
    """SQL: 64 bits that change when one of the columns does."""

    template = "hash_record_extended(ROW(%(expressions)s), 0)"
    output_field = BigIntegerField()


def json_text(*columns: str) -> Cast:
    """SQL: the columns as the text of a JSON array."""
    array = Func(*columns, function="json_build_array", output_field=TextField())
    return Cast(array, TextField())
