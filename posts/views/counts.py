from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest, login_required
from posts.selectors.posts import get_card


@login_required
@require_safe
def post_counts(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """The counts of a post as its card and its page show them, for open pages to fetch again."""
    return render(request, "posts/_counts.html", {"post": get_card(viewer=request.user, key=key)})
