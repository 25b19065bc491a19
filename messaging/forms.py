"""The forms of direct messages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import CharField, LineField, ServiceForm, TextField
from messaging.models import TEXT_MAX_LENGTH, TITLE_MAX_LENGTH, MessageSettings
from messaging.models.message import CLIENT_ID_MAX_LENGTH


class MessageForm(ServiceForm):
    """`client_id` comes from the server, so a form that is sent twice is one message."""

    client_id = CharField(max_length=CLIENT_ID_MAX_LENGTH)
    text = TextField(max_length=TEXT_MAX_LENGTH, required=False)
    reply_to = forms.UUIDField(required=False)
    photo = forms.FileField(required=False)


class TitleForm(ServiceForm):
    title = LineField(max_length=TITLE_MAX_LENGTH, required=False, label=_("Group name"))


class ShareForm(ServiceForm):
    """What is shared is in the query of the page's own URL."""

    client_id = CharField(max_length=CLIENT_ID_MAX_LENGTH)
    text = TextField(max_length=TEXT_MAX_LENGTH, required=False, label=_("Message"))
    # The id of a conversation, or the @name of a user.
    to = CharField(error_messages={"required": _("Choose someone to write to.")})


class MessageSettingsForm(ServiceForm):
    messages_from = forms.ChoiceField(
        choices=MessageSettings.From.choices, label=_("Who can message you")
    )
    shows_read = forms.BooleanField(required=False)
    shows_typing = forms.BooleanField(required=False)
    shows_presence = forms.BooleanField(required=False)
