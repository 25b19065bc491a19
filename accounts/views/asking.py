"""How a page asks: it shows a form, does what the form is for, or says at its fields why not."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms.fields import ServiceForm
from core.doors import back, wanted_page
from core.errors import DomainError

P = ParamSpec("P")
F = TypeVar("F", bound=ServiceForm)
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Act = Callable[[dict[str, Any]], HttpResponse]


def form_page(view: View[P]) -> View[P]:
    """For reading and posting; no report of an error shows what was posted."""
    return require_http_methods(["GET", "HEAD", "POST"])(sensitive_post_parameters()(view))


def visitors_only(view: View[P]) -> View[P]:
    """Whoever is signed in has nothing to do here, and is led on."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return back(request, "home")
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value] # mypy does not see that it takes the same


def filled_in(form: type[F], request: HttpRequest, **initial: Any) -> F:
    return form(request.POST) if request.method == "POST" else form(initial=initial)


def ask(
    request: HttpRequest, template: str, form: ServiceForm, act: Act, **context: Any
) -> HttpResponse:
    """Do what a good form asks for; show any other, with what was typed but no password."""
    error, status = None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return act(form.cleaned_data)
            except DomainError as refusal:
                form.refuse(refusal)
                # 401 would need a scheme that browsers have a window of their own for.
                error, status = refusal, 400 if refusal.status == 401 else refusal.status
    return show(request, template, status=status, form=form, error=error, **context)


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page that nobody keeps: not a cache, not the browser's list of pages before."""
    context = {"next": wanted_page(request), "section": "security", **context}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def onward(request: HttpRequest, name: str) -> str:
    """The URL of a page on the way to the wanted one, which it is told."""
    place, wanted = reverse(name), wanted_page(request)
    return f"{place}?{urlencode({'next': wanted})}" if wanted else place
