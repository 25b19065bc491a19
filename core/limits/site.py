"""The limits that hold across apps: calls of the API, and uploads."""

from core.limits.limit import MINUTE, By, Limit

UPLOADS = Limit(
    "uploads",
    60,
    30 * MINUTE,
    By.USER,
    "files uploaded",
    (
        "POST /create",
        "POST /create/media",
        "POST /api/v1/media",
        "POST /api/v1/posts",
        "POST /direct/<uuid:conversation_id>/",
        "POST /direct/to/<str:username>/",
    ),
)
API = Limit("api", 1500, 5 * MINUTE, By.USER, "calls of the API with a token")
API_ANONYMOUS = Limit(
    "api-anonymous", 300, 5 * MINUTE, By.NETWORK, "calls of the API without a valid token"
)
