from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, page_params, page_response
from core.pagination import BadCursorError, Page
from social.selectors import suggested_users
from social.serializers import SuggestionSerializer


class SuggestionsView(APIView):
    @extend_schema(responses=SuggestionSerializer(many=True))
    def get(self, request: AuthenticatedApiRequest) -> Response:
        """Users to follow: friends of friends first, then popular ones. One page."""
        params = page_params(request)
        if params["cursor"] is not None:
            # There is one page only: suggestions change too fast for cursors.
            raise BadCursorError
        found = suggested_users(viewer=request.user, limit=params["limit"])
        return page_response(request, Page[Any](found), SuggestionSerializer)
