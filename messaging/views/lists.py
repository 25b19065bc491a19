"""The folders of conversations."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest, login_required
from messaging.responses.pages import render_folder
from messaging.selectors.conversations import unread_count


@login_required
@require_safe
def folder(request: AuthenticatedRequest, name: str) -> HttpResponse:
    return render_folder(request, name)


@login_required
@require_safe
def unread(request: AuthenticatedRequest) -> HttpResponse:
    """The number of the badge."""
    return JsonResponse({"count": unread_count(viewer=request.user)})
