"""Relations that a viewer switches on and off: declared once, for the page and for the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from core.api.views import APIView, validated_data
from core.errors import ConflictError, DomainError
from core.views import is_htmx, plain_error, redirect_back

T = TypeVar("T")


@dataclass(frozen=True)
class Switched(Generic[T]):
    """What was switched, to which state, and what the service returned."""

    target: T
    on: bool
    result: Any


@dataclass(frozen=True, kw_only=True)
class Toggle(Generic[T]):
    """A relation between the viewer and a target.

    `get` is a selector that takes `viewer` and the arguments of the route. `on` and `off` are
    idempotent services; they take its result and the viewer under the names `target` and `actor`.
    """

    get: Callable[..., T]
    on: Callable[..., Any]
    off: Callable[..., Any]
    target: str
    actor: str = "user"

    def switch(self, target: T, *, viewer: Any, on: bool, **options: Any) -> Switched[T]:
        """`options` are further arguments of `on`."""
        given = {self.target: target, self.actor: viewer}
        result = self.on(**given, **options) if on else self.off(**given)
        return Switched(target, on, result)


def toggle_view(
    toggle: Toggle[T],
    *,
    field: str,
    respond: Callable[[HttpRequest, Switched[T]], HttpResponse],
    options: Callable[[HttpRequest], Mapping[str, Any]] = lambda request: {},
) -> Callable[..., HttpResponse]:
    """The page view of a toggle; put it behind `login_required`.

    The form says the wanted state, `<field>=1` for on, so a double click never undoes itself.
    A script gets a refusal as plain text; without one a conflict is shown on the page it came from.
    """

    @require_POST
    def view(request: HttpRequest, **route: Any) -> HttpResponse:
        target = toggle.get(viewer=request.user, **route)
        on = request.POST.get(field) == "1"
        try:
            switched = toggle.switch(target, viewer=request.user, on=on, **options(request))
        except DomainError as error:
            if is_htmx(request):
                return plain_error(error)
            if not isinstance(error, ConflictError):
                raise
            messages.error(request, str(error))
            return redirect_back(request, target)
        return respond(request, switched)

    return view


class ToggleAPIView(APIView):
    """The API view of a toggle: POST switches on, DELETE off."""

    toggle: ClassVar[Toggle[Any]]
    # The body of a POST: further arguments of the service.
    body: ClassVar[type[Serializer[Any]] | None] = None

    def post(self, request: Request, **route: Any) -> Response:
        target = self.toggle.get(viewer=request.user, **route)
        options = validated_data(request, self.body) if self.body else {}
        return self.respond(self.toggle.switch(target, viewer=request.user, on=True, **options))

    def delete(self, request: Request, **route: Any) -> Response:
        target = self.toggle.get(viewer=request.user, **route)
        return self.respond(self.toggle.switch(target, viewer=request.user, on=False))

    def respond(self, switched: Switched[Any]) -> Response:
        return Response(status=204)


def describe_toggle(
    *, on: str, off: str, request: Any = None, responses: Any = None
) -> Callable[[type[ToggleAPIView]], type[ToggleAPIView]]:
    """What the API's documentation says of the two methods; the default response is 204."""
    responses = {200: responses} if responses else {204: None}
    return extend_schema_view(
        post=extend_schema(description=on, request=request, responses=responses),
        delete=extend_schema(description=off, responses=responses),
    )
