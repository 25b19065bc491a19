"""What the OpenAPI document says of lists: the parameters that `page_params` reads, and the shape
that `page_response` makes."""

from typing import Any

from rest_framework.pagination import BasePagination

from core.pagination import DEFAULT_LIMIT, MAX_LIMIT

LINK = {"type": ["string", "null"], "format": "uri"}


class DocumentedPagination(BasePagination):
    """DRF's interface to schema generators. Our views paginate in their selectors."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        limits = {"minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
        return [
            {
                "name": "cursor",
                "in": "query",
                "description": "A position, from `next` or `previous`.",
                "schema": {"type": "string"},
            },
            {"name": "limit", "in": "query", "schema": {"type": "integer", **limits}},
        ]

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "results": schema,
                "next": {**LINK, "description": "The next page."},
                "previous": {**LINK, "description": "The page before this one."},
            },
        }
