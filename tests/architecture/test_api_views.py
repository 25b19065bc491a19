"""All API views have what every API view needs."""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver
from rest_framework import views

from core.api.views import WRITES, APIView, FastView


def test_every_view_of_the_api_heeds_the_idempotency_key() -> None:
    found = {pattern: view for pattern, view in _views() if pattern.startswith("api/v1/")}
    assert len(found) > 10, "the walk finds no view"
    assert [pattern for pattern, view in found.items() if not issubclass(view, APIView)] == []


def test_no_view_goes_around_it() -> None:
    """It lies between DRF's `dispatch` and the method. A FastView's own way is for reads."""
    assert FastView.dispatch in {view.dispatch for _, view in _views()}
    around = {
        pattern: view for pattern, view in _views() if view.dispatch is not views.APIView.dispatch
    }
    assert [
        pattern
        for pattern, view in around.items()
        if view.dispatch is not FastView.dispatch or any(hasattr(view, name) for name in WRITES)
    ] == []


def _views() -> Iterator[tuple[str, type[views.APIView]]]:
    yield from _below(get_resolver(), "")


def _below(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, type[views.APIView]]]:
    for each in resolver.url_patterns:
        path = f"{prefix}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _below(each, path)
        elif hasattr(each.callback, "cls"):
            yield path, each.callback.cls
