from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.requests import AuthenticatedRequest, login_required
from core.forms import bind_form, form_view, process_form
from posts.forms import AuthorSettingsForm
from posts.selectors.author_settings import author_settings
from posts.services.author_settings import change_author_settings


@form_view
@login_required
def comments_and_tags(request: AuthenticatedRequest) -> HttpResponse:
    viewer = request.user
    chosen = author_settings(user=viewer)
    words = "\n".join(chosen.filtered_words)
    form = bind_form(
        AuthorSettingsForm, request, filtered_words=words, reviews_tags=chosen.reviews_tags
    )
    act = partial(_change, request, viewer)
    return process_form(
        request, "settings/comments_and_tags.html", form, act, section="comments_and_tags"
    )


def _change(request: HttpRequest, viewer: User, given: dict[str, Any]) -> HttpResponse:
    change_author_settings(user=viewer, **given)
    messages.success(request, _("Changes saved."))
    return redirect("settings_comments_and_tags")
