"""Refreshing, listing and ending sessions."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.auth import COOKIE, AuthView, clear_refresh_cookie, set_refresh_cookie
from accounts.api.serializers import AccessSerializer, SessionSerializer
from accounts.clients.client import client_of
from accounts.models import Session
from accounts.requests import AuthenticatedApiRequest
from accounts.selectors import get_own_session, own_sessions_page
from accounts.services.sessions import (
    BadRefreshTokenError,
    end_session,
    end_sessions,
    refresh_session,
)
from core.api.schema import error_response
from core.api.views import APIView, page_params, page_response
from core.errors import ForbiddenError
from core.web.origins import is_trusted_origin


class RefreshView(AuthView):
    @extend_schema(
        request=None,
        responses={
            200: AccessSerializer,
            401: error_response("The refresh token is missing, or not valid any more."),
            403: error_response("`foreign_origin`: of a page that may not do this."),
            409: error_response("`retry`: the token was replaced a moment ago."),
        },
        parameters=[OpenApiParameter(COOKIE, location=OpenApiParameter.COOKIE, required=True)],
    )
    def post(self, request: Request) -> Response:
        """A new access token, and a new cookie in place of the old. The body is empty, or JSON.

        From a browser only for pages of this site and of the configured origins.
        """
        _refuse_foreign_pages(request)
        token = request.COOKIES.get(COOKIE)
        if not token:
            raise BadRefreshTokenError
        refreshed = refresh_session(token=token, client=client_of(request))
        response = Response({"access": refreshed.access})
        set_refresh_cookie(response, refreshed.refresh)
        return response


class LogoutView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Log out: the access token and the cookie stop working."""
        return _end(request.auth, request)


class SessionListView(APIView):
    @extend_schema(responses=SessionSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Where you are logged in, the latest login first."""
        page = own_sessions_page(viewer=request.user, **page_params(request))
        return page_response(request, page, SessionSerializer)

    @extend_schema(operation_id="auth_sessions_destroy_others", responses={204: None})
    def delete(self, request: AuthenticatedApiRequest) -> Response:
        """Log out everywhere else."""
        end_sessions(user=request.user, but=request.auth)
        return Response(status=204)


class SessionView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, session_id: UUID) -> Response:
        """Log out there."""
        session = get_own_session(viewer=request.user, session_id=session_id)
        return _end(session, request)


def _refuse_foreign_pages(request: Request) -> None:
    """Here the cookie alone decides, as a form of any site could send it without asking first.

    Raises ForbiddenError, and UnsupportedMediaType for a body that a form can send.
    """
    own = f"{request.scheme}://{request.get_host()}"
    allowed = [own, *settings.CORS_ALLOWED_ORIGINS]
    if not is_trusted_origin(request.headers.get("Origin"), own=allowed):
        raise ForbiddenError(
            _("This website isn't allowed to use your session."), code="foreign_origin"
        )
    _parse(request)


def _parse(request: Request) -> Any:
    """The body. Raises UnsupportedMediaType for one that is not JSON, ParseError."""
    return request.data


def _end(session: Session, request: Request) -> Response:
    end_session(session=session)
    response = Response(status=204)
    if session == request.auth:
        clear_refresh_cookie(response)
    return response
