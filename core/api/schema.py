"""What the OpenAPI document says about every endpoint.

Apart from `schema_view`, which imports DRF's views: those load this module as a setting.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema as SpectacularAutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[ -~]{1,255}$"},
    OpenApiParameter.HEADER,
    description="A retry with the same key within 24 hours gets the first response and changes "
    "nothing. The same key with a different request is a 409.",
)
ERRORS = {
    "type": "object",
    "properties": {
        "type": {"enum": ["validation_error", "client_error", "server_error"]},
        "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {
                    "code": {"type": "string", "description": "For programs."},
                    "detail": {"type": "string", "description": "For people."},
                    "attr": {"type": ["string", "null"], "description": "The field at fault."},
                },
                "required": ["code", "detail", "attr"],
            },
        },
    },
    "required": ["type", "errors"],
}
# Status, name of the component, description.
ERROR_RESPONSES = {
    "400": ("Invalid", "The request cannot be read, or a value is not valid: see `attr`."),
    "401": ("Unauthenticated", "There is no access token, or it is not valid any more."),
    "403": ("Forbidden", "You may not do this."),
    "404": ("NotFound", "Absent, or not visible to you."),
    "406": ("NotAcceptable", "Responses are JSON, which `Accept` excludes."),
    "409": (
        "Conflict",
        "It conflicts with what exists; or the Idempotency-Key was used for another request"
        " (`idempotency_key_reused`), or the first request with it still runs (`retry`).",
    ),
    "413": ("TooLarge", "The body is too large."),
    "415": ("UnsupportedMediaType", "The body, or a file in it, has a type that is not read."),
    "429": ("TooMany", "Too many requests; `Retry-After` says when to go on."),
    "500": ("ServerError", "A fault of the site."),
    "503": ("Unavailable", "An overload or an outage; `Retry-After` says when to try again."),
}
RETRY_AFTER = {
    "description": "In how many seconds to try again.",
    "required": True,
    "schema": {"type": "integer", "minimum": 0},
}


def error_response(description: str) -> OpenApiResponse:
    """An error response of an endpoint that says more than the general one."""
    return OpenApiResponse({"$ref": "#/components/schemas/Errors"}, description)


def add_error_components(result: Any, **_kwargs: Any) -> Any:
    """A hook of spectacular: what the responses of `AutoSchema` refer to."""
    components = result["components"]
    components["schemas"]["Errors"] = ERRORS
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}}
    components["responses"] = {
        name: {
            "description": description,
            "content": content,
            **({"headers": {"Retry-After": RETRY_AFTER}} if status in {"429", "503"} else {}),
        }
        for status, (name, description) in ERROR_RESPONSES.items()
    }
    return result


class StrictSerializerExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """A strict serializer refuses fields that it does not have."""

    target_class = "core.api.serializers.StrictSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: str) -> Any:
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {**schema, "additionalProperties": False}


class AutoSchema(SpectacularAutoSchema):
    """Adds to each operation the errors that any of its kind can respond with."""

    def get_override_parameters(self) -> list[Any]:
        return [IDEMPOTENCY_KEY] if self._accepts_key() else []

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation:
            if self.method == "DELETE" and (body := self.get_request_serializer()):
                operation["requestBody"] = self._json_body(body)
            known = operation["responses"]
            errors = {
                status: {"$ref": f"#/components/responses/{ERROR_RESPONSES[status][0]}"}
                for status in self._errors(operation)
                if status not in known
            }
            operation["responses"] = dict(sorted({**known, **errors}.items()))
        return operation

    def get_request_serializer(self) -> Any:
        """A DELETE has no body where the view declares none; spectacular would guess."""
        return None if self.method == "DELETE" else super().get_request_serializer()

    def _json_body(self, serializer: Any) -> dict[str, Any]:
        """Spectacular has no bodies for DELETE."""
        schema = self.resolve_serializer(serializer, "request").ref
        return {"content": {"application/json": {"schema": schema}}, "required": True}

    def _errors(self, operation: dict[str, Any]) -> Iterator[str]:
        parameters = {(each["in"], each["name"]) for each in operation.get("parameters", [])}
        yield from ("400", "406", "429", "500", "503")
        if self.view.authentication_classes:
            yield "401"
        if any(place == "path" for place, _name in parameters):
            yield "404"
        if self._is_write():
            yield from ("403", "409", "413", "415")

    def _accepts_key(self) -> bool:
        needs_user = bool(self.view.authentication_classes)
        endpoint = f"{self.method} {self.path}"
        is_stored = not re.match(settings.IDEMPOTENCY_NOT_FOR, endpoint)
        return self._is_write() and needs_user and is_stored

    def _is_write(self) -> bool:
        return self.method not in {"GET", "HEAD", "OPTIONS"}
