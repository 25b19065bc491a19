"""The API: Django REST framework, its errors, its tokens, its schema."""

from datetime import timedelta
from typing import Any

from config import env

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.auth.api_authentication.AccessTokenAuthentication"
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["core.limits.api.ApiThrottle"],
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.AutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "DATETIME_FORMAT": "iso-8601",
}

DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "core.api.views.ErrorHandler",
}

# Tokens are signed with a key of their own: the one can be changed without the other.
JWT_SIGNING_KEY = env.text("JWT_SIGNING_KEY")
JWT_ACCEPTED_KEYS = env.listing("JWT_ACCEPTED_KEYS")
SIMPLE_JWT = {
    "ALGORITHM": "HS256",
    "SIGNING_KEY": JWT_SIGNING_KEY,
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "USER_ID_FIELD": "id",
    "USER_ID_CLAIM": "sub",
}
REFRESH_TOKEN_LIFETIME = timedelta(days=7)

# Calls whose responses are secrets, or that check a password: a repeat of them is a new request.
IDEMPOTENCY_NOT_FOR = r"\w+ /api/v1/(auth/|realtime/ticket$)|DELETE /api/v1/users/me$"

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "InstaPro",
    "DESCRIPTION": "The API of the mobile apps.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # Which fields a change may leave out, its serializer says.
    "COMPONENT_SPLIT_PATCH": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.api.schema.add_error_components",
    ],
}
