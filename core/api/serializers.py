"""Fields and checks that request bodies share."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from core.text.cleaning import clean_line, clean_text
from core.text.lengths import LINE_MAX_LENGTH, TEXT_MAX_LENGTH


class StrictCharField(serializers.CharField):
    """Accepts strings only: DRF would take the number 7 for "7"."""

    def __init__(self, *, max_length: int = LINE_MAX_LENGTH, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class TextField(StrictCharField):
    """What people write in several lines: counted as it will be stored."""

    clean = staticmethod(clean_text)

    def __init__(self, *, max_length: int = TEXT_MAX_LENGTH, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        text = self.clean(super().to_internal_value(data))
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


class LineField(TextField):
    """What people write in one line."""

    clean = staticmethod(clean_line)


class StrictBooleanField(serializers.BooleanField):
    """Accepts true and false only: DRF would take "yes", "on" and 1."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class StrictSerializer(serializers.Serializer[Any]):
    """For bodies whose fields are all optional: it refuses fields that it does not have.

    A client that misspells one would otherwise believe that it was applied.
    """

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else ()
        if unknown:
            detail = ErrorDetail(str(_("There is no such field.")), "unknown_field")
            raise serializers.ValidationError({name: [detail] for name in sorted(unknown)})
        return super().to_internal_value(data)
