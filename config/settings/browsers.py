"""Security headers, other origins and cookies.

`core.web.security_headers` sends the headers; docs/security.md gives the reason of each line.
"""

from typing import Any

from csp.constants import NONCE, NONE, SELF

from config import env

# Scripts run by nonce only: not by their address, not inline, not by eval.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        # blob: is the preview of a photo that is not uploaded yet.
        "img-src": [SELF, "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# Responses other than pages load nothing, wherever they are opened.
CSP_OF_DATA = {
    name: [NONE] for name in ("default-src", "form-action", "frame-ancestors", "base-uri")
}
# A photo opened by itself is shown in a page that the browser makes, with styles of its own.
CSP_OF_PICTURES = {
    name: [NONE] for name in ("script-src", "form-action", "frame-ancestors", "base-uri")
}
CSP_OF_PATHS = {
    # Django's admin writes its script tags without a nonce. No other response of ours is a
    # script: photos are encoded anew, and everything is sent with `nosniff`.
    "/admin/": {"script-src": [SELF, NONCE], "img-src": [SELF, "data:"]},
    # Swagger's own pictures are in its style sheet.
    "/api/docs": {"style-src": [SELF, NONCE], "img-src": [SELF, "data:"]},
}

# Browser features that no page of ours uses, closed for injected scripts too.
PERMISSIONS_POLICY = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer",
                "browsing-topics",
                "camera",
                "display-capture",
                "encrypted-media",
                "geolocation",
                "gyroscope",
                "hid",
                "idle-detection",
                "local-fonts",
                "magnetometer",
                "microphone",
                "midi",
                "payment",
                "screen-wake-lock",
                "serial",
                "usb",
                "window-management",
                "xr-spatial-tracking",
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)

X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# --- other origins ------------------------------------------------------------------------------

CORS_URLS_REGEX = r"^/api/"
CORS_ALLOWED_ORIGINS = env.origins("CORS_ALLOWED_ORIGINS")
CORS_ALLOW_CREDENTIALS = True
CORS_ALLOW_HEADERS = [
    "accept", "authorization", "content-type", "idempotency-key", "if-none-match", "x-request-id"
]  # fmt: skip
CORS_EXPOSE_HEADERS = [
    "ETag", "Idempotent-Replayed", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"
]  # fmt: skip
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- cookies ------------------------------------------------------------------------------------

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Scripts read the token from the page; Strict would lose it on the way from another site.
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.web.error_pages.csrf_failure"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# Not in a cookie of their own: they may contain names.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
