"""What the OpenAPI document says of every call alike."""

import re
from typing import Any

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter
from drf_standardized_errors.openapi import AutoSchema as ErrorsToo

KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key within 24 hours answers what the first request answered, and does "
    "nothing again. With another request it is a 409.",
)


class AutoSchema(ErrorsToo):
    def get_override_parameters(self) -> list[Any]:
        return [KEY] if self._takes_a_key() else []

    def _takes_a_key(self) -> bool:
        is_write = self.method not in {"GET", "HEAD", "OPTIONS"}
        is_somebodys = bool(self.view.authentication_classes)
        call = f"{self.method} {self.path}"
        return is_write and is_somebodys and not re.match(settings.IDEMPOTENCY_NOT_FOR, call)
