from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import AuthenticatedRequest, login_required
from core.errors import ConflictError
from core.views import is_htmx, plain_error, redirect_back
from posts.selectors.cards import get_own_post
from posts.services.pinning import pin_post, unpin_post
from posts.views.permalink import answer_change


@login_required
@require_POST
def post_pin(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """`pinned=1` pins, `pinned=0` takes it back: pressing twice never does the opposite."""
    viewer = request.user
    found = get_own_post(viewer=viewer, key=key)
    if request.POST.get("pinned") != "1":
        unpin_post(post=found, actor=viewer)
        return answer_change(request, found, _("No longer pinned to your profile."))
    try:
        pin_post(post=found, actor=viewer)
    except ConflictError as error:
        if is_htmx(request):
            return plain_error(error)
        messages.error(request, str(error))
        return redirect_back(request, found)
    return answer_change(request, found, _("Pinned to your profile."))
