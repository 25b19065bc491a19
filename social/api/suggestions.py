from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api import APIView, page_params, page_response
from core.pagination import BadCursorError, Page
from social.selectors import suggested_users
from social.serializers import SuggestionSerializer


class SuggestionsView(APIView):
    @extend_schema(responses=SuggestionSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Whom you might want to follow: friends of friends first, then the popular. One page."""
        asked = page_params(request)
        if asked["cursor"] is not None:
            # None was given out: what is suggested changes too fast to be read page by page.
            raise BadCursorError
        found = suggested_users(viewer=request.user, limit=asked["limit"])
        return page_response(request, Page[Any](found), SuggestionSerializer)
