from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.requests import AuthenticatedRequest, login_required
from core.forms import form_view, process_form
from posts.forms import AuthorSettingsForm
from posts.selectors.author_settings import author_settings
from posts.services.author_settings import change_author_settings


@form_view
@login_required
def comments_and_tags(request: AuthenticatedRequest) -> HttpResponse:
    chosen = author_settings(user=request.user)
    words = "\n".join(chosen.filtered_words)
    return process_form(
        request,
        "settings/comments_and_tags.html",
        AuthorSettingsForm,
        _change,
        initial={"filtered_words": words, "reviews_tags": chosen.reviews_tags},
        section="comments_and_tags",
    )


def _change(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    change_author_settings(user=request.user, **given)
    messages.success(request, _("Changes saved."))
    return redirect("settings_comments_and_tags")
