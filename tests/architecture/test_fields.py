"""Every text that comes in from outside has a bound, before anything works on it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.urls import get_resolver
from rest_framework import serializers

from core.api.serializers import StrictCharField
from tests.architecture.source import PACKAGES


def test_every_text_of_a_form_has_a_longest_length() -> None:
    found = {
        f"{form.__qualname__}.{name}": field.max_length
        for form in _ours(forms.BaseForm)
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
    }
    assert len(found) > 20, "the walk finds no field"
    assert [name for name, longest in found.items() if longest is None] == []


def test_every_text_of_a_request_of_the_api_has_a_longest_length() -> None:
    """`StrictCharField` demands one. Responses may have fields of other classes."""
    found = {
        f"{serializer.__qualname__}.{name}": each.max_length
        for serializer in _ours(serializers.Serializer)
        for name, field in serializer._declared_fields.items()
        for each in _text_fields(field)
    }
    assert len(found) > 20, "the walk finds no field"
    assert [name for name, longest in found.items() if longest is None] == []


def _text_fields(field: Any) -> Iterator[StrictCharField]:
    """The field itself, or the one that a list or mapping is made of."""
    if isinstance(field, StrictCharField):
        yield field
    elif getattr(field, "child", None) is not None:
        yield from _text_fields(field.child)


def _ours(base: type[Any]) -> Iterator[type[Any]]:
    assert get_resolver().url_patterns, "the entry points are not loaded"
    for each in base.__subclasses__():
        if each.__module__.partition(".")[0] in PACKAGES:
            yield each
        yield from _ours(each)
