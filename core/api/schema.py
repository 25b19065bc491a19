"""What the OpenAPI document says about every endpoint.

Apart from `schema_view`, which imports DRF's views: those load this module as a setting.
"""

import re
from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter
from drf_standardized_errors.openapi import AutoSchema as ErrorsAutoSchema

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A retry with the same key within 24 hours gets the first response and changes "
    "nothing. The same key with a different request is a 409.",
)


class AutoSchema(ErrorsAutoSchema):
    def get_override_parameters(self) -> list[Any]:
        return [IDEMPOTENCY_KEY] if self._accepts_key() else []

    def _accepts_key(self) -> bool:
        is_write = self.method not in {"GET", "HEAD", "OPTIONS"}
        needs_user = bool(self.view.authentication_classes)
        endpoint = f"{self.method} {self.path}"
        return is_write and needs_user and not re.match(settings.IDEMPOTENCY_NOT_FOR, endpoint)
