from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.requests import AuthenticatedRequest, login_required
from core.forms import form_view, process_form
from messaging.forms import MessageSettingsForm
from messaging.selectors.settings import message_settings
from messaging.services.settings import change_message_settings


@form_view
@login_required
def settings_messages(request: AuthenticatedRequest) -> HttpResponse:
    return process_form(
        request,
        "settings/messages.html",
        MessageSettingsForm,
        _change,
        initial=model_to_dict(message_settings(user=request.user)),
        section="messages",
    )


def _change(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    change_message_settings(user=request.user, **given)
    messages.success(request, _("Changes saved."))
    return redirect("settings_messages")
