"""Who follows a user, and whom they follow."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.requests import redirect_to_current_username
from core.views import list_params
from social.responses import render_users
from social.selectors import followers_page, following_page, get_accessible_user


@require_safe
def followers(request: HttpRequest, username: str) -> HttpResponse:
    user = get_accessible_user(viewer=request.user, username=username)
    if moved := redirect_to_current_username(request, user):
        return moved
    page = followers_page(viewer=request.user, user=user, **list_params(request))
    is_own = user == request.user
    return render_users(request, "social/followers.html", page, person=user, removable=is_own)


@require_safe
def following(request: HttpRequest, username: str) -> HttpResponse:
    user = get_accessible_user(viewer=request.user, username=username)
    if moved := redirect_to_current_username(request, user):
        return moved
    page = following_page(viewer=request.user, user=user, **list_params(request))
    return render_users(request, "social/following.html", page, person=user)
