from django.urls import URLPattern, URLResolver, path

from messaging.api.conversations import (
    AcceptView,
    ArchiveConversationView,
    ConversationListView,
    ConversationView,
    MuteView,
    ReadView,
    UnreadView,
)
from messaging.api.members import MembersView, MemberView
from messaging.api.messages import (
    MessageListView,
    MessageSearchView,
    MessageView,
    ReactionsView,
)
from messaging.api.settings import MessageSettingsView
from messaging.api.tickets import RealtimeTicketView
from messaging.views.settings import settings_messages

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/settings/messages/", settings_messages, name="settings_messages"),
]

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("realtime/ticket", RealtimeTicketView.as_view()),
    path("conversations", ConversationListView.as_view()),
    path("conversations/unread", UnreadView.as_view()),
    path("conversations/<uuid:conversation_id>", ConversationView.as_view()),
    path("conversations/<uuid:conversation_id>/messages", MessageListView.as_view()),
    path("conversations/<uuid:conversation_id>/read", ReadView.as_view()),
    path("conversations/<uuid:conversation_id>/accept", AcceptView.as_view()),
    path("conversations/<uuid:conversation_id>/mute", MuteView.as_view()),
    path("conversations/<uuid:conversation_id>/archive", ArchiveConversationView.as_view()),
    path("conversations/<uuid:conversation_id>/members", MembersView.as_view()),
    path("conversations/<uuid:conversation_id>/members/<str:username>", MemberView.as_view()),
    path("messages/search", MessageSearchView.as_view()),
    path("messages/<uuid:message_id>", MessageView.as_view()),
    path("messages/<uuid:message_id>/reactions", ReactionsView.as_view()),
    path("users/me/message-settings", MessageSettingsView.as_view()),
]
