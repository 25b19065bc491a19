"""What every answer tells the browser: what the page may load, and who may load the answer."""

from typing import Any

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

# Pictures may stand on the page of an app that the CORS whitelist names; nothing else may.
SHOWN_ELSEWHERE = "/media/"


class HeadersMiddleware(CSPMiddleware):
    """The outermost but one: errors, redirects, pictures and static files pass it too."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        # No view and no package has a say: Swagger's page would open itself to other origins.
        for name, value in _headers_of(request).items():
            response.headers[name] = value
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        content_type = response.headers.get("Content-Type", "")
        if not content_type.startswith("text/html"):
            return PolicyParts(config=_policy_of(content_type))
        for prefix, policy in settings.CSP_OF_PATHS.items():
            if request.path_info.startswith(prefix):
                parts.replace = policy
        return parts


def nonce(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `csp_nonce`, for script tags.

    True in `{% if csp_nonce %}`, as django-csp's own is not until it has been written.
    """
    return {"csp_nonce": SimpleLazyObject(lambda: str(getattr(request, "csp_nonce", "")))}


def _policy_of(content_type: str) -> dict[str, list[str]]:
    """Of what is no page. An SVG is a document, and no picture of anybody's."""
    is_picture = content_type.startswith("image/") and not content_type.startswith("image/svg")
    return settings.CSP_OF_PICTURES if is_picture else settings.CSP_OF_DATA


def _headers_of(request: HttpRequest) -> dict[str, str]:
    """Some are SecurityMiddleware's too; what it refuses itself must not lack them."""
    elsewhere = request.path_info.startswith(SHOWN_ELSEWHERE)
    return {
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin" if elsewhere else "same-origin",
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
