"""Pages with a form: show it, call a service with a valid one, and show errors at its fields."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from core.text.cleaning import clean_line, clean_text
from core.text.lengths import LINE_MAX_LENGTH, TEXT_MAX_LENGTH
from core.views import next_url, redirect_back

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class CharField(forms.CharField):
    """Without `maxlength`, by which a browser cuts what is pasted, without a word."""

    def __init__(self, *, max_length: int = LINE_MAX_LENGTH, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class TextField(CharField):
    """What people write in several lines: counted as it will be stored."""

    def __init__(self, *, max_length: int = TEXT_MAX_LENGTH, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: object) -> str:
        return clean_text(super().to_python(value) or "")


class LineField(CharField):
    """What people write in one line: counted as it will be stored."""

    def to_python(self, value: object) -> str:
        return clean_line(super().to_python(value) or "")


class ServiceForm(forms.Form):
    """A form whose data goes to a service."""

    def add_domain_error(self, error: DomainError) -> None:
        """Show what the service refused: at the field at fault, if the form has it."""
        field = error.attr if error.attr in self.fields else None
        self.add_error(field, str(error))


def form_view(view: View[P]) -> View[P]:
    """Allow GET, HEAD and POST, and keep posted values out of error reports."""
    return require_http_methods(["GET", "HEAD", "POST"])(sensitive_post_parameters()(view))


def anonymous_only(view: View[P]) -> View[P]:
    """Redirect logged-in viewers: to `next`, or else home."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect_back(request, "home")
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value] # mypy loses the signature


def process_form(
    request: R,
    template: str,
    form_class: type[ServiceForm],
    on_valid: Callable[[R, dict[str, Any]], HttpResponse],
    *,
    initial: dict[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """Return `on_valid(request, cleaned_data)`; or the form, with its errors if it was posted.

    A DomainError of `on_valid` is shown in the form, with the error's status.
    """
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    error: DomainError | None = None
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return on_valid(request, form.cleaned_data)
            except DomainError as refusal:
                form.add_domain_error(refusal)
                # 401 needs a scheme for which browsers open a dialog of their own.
                error, status = refusal, 400 if refusal.status == 401 else refusal.status
    response = render_private(request, template, status=status, form=form, error=error, **context)
    if error and error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


def render_private(
    request: HttpRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a page that neither a cache nor the browser's history may keep."""
    context = {"next": next_url(request), "section": "security", **context}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def url_with_next(request: HttpRequest, name: str) -> str:
    """The URL of the route `name`, with the request's own `next` passed on."""
    url, onward = reverse(name), next_url(request)
    return f"{url}?{urlencode({'next': onward})}" if onward else url
