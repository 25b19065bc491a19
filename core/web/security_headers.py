"""Security headers of every response: Content-Security-Policy, cross-origin policies and others."""

from functools import cache
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

# Apps on the origins of the CORS whitelist may show photos; other responses stay same-origin.
CROSS_ORIGIN_PATH = "/media/"


class SecurityHeadersMiddleware(CSPMiddleware):
    """Wraps all middleware that can respond for a view: errors, redirects and files too."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        # Overwrites what views set: Swagger's page would open itself to other origins.
        for name, value in _headers_for(request).items():
            response.headers[name] = value
        content_type = response.headers.get("Content-Type", "")
        if not content_type.startswith("text/html"):
            response.headers.setdefault(HEADER, _policy_for(content_type))
            return response
        return super().process_response(request, response)

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        for prefix, policy in settings.CSP_OF_PATHS.items():
            if request.path_info.startswith(prefix):
                parts.replace = policy
        return parts


def nonce(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `csp_nonce`, for script tags.

    True in `{% if csp_nonce %}`; django-csp's own object is false until it has been written.
    """
    return {"csp_nonce": SimpleLazyObject(lambda: str(getattr(request, "csp_nonce", "")))}


def _policy_for(content_type: str) -> str:
    """The policy of a response that is not a page. An SVG counts as a document, not an image."""
    is_image = content_type.startswith("image/") and not content_type.startswith("image/svg")
    return _fixed_policy(is_image)


@cache
def _fixed_policy(is_image: bool) -> str:
    return build_policy(config=settings.CSP_OF_PICTURES if is_image else settings.CSP_OF_DATA)


def _headers_for(request: HttpRequest) -> dict[str, str]:
    """Some are set by SecurityMiddleware too, but not on the responses that it makes itself."""
    cross_origin = request.path_info.startswith(CROSS_ORIGIN_PATH)
    return {
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin" if cross_origin else "same-origin",
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
