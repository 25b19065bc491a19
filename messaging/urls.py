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
from messaging.views import details
from messaging.views.beginning import new_conversation
from messaging.views.conversation import conversation, conversation_with
from messaging.views.lists import folder, unread
from messaging.views.messages import message_react, message_unsend
from messaging.views.settings import settings_messages
from messaging.views.sharing import share_post, share_profile

urlpatterns: list[URLPattern | URLResolver] = [
    path("direct/", folder, {"name": "inbox"}, name="direct"),
    path("direct/requests/", folder, {"name": "requests"}, name="direct_requests"),
    path("direct/archive/", folder, {"name": "archive"}, name="direct_archive"),
    path("direct/unread/", unread, name="direct_unread"),
    path("direct/new/", new_conversation, name="direct_new"),
    path("direct/share/p/<slug:key>/", share_post, name="direct_share_post"),
    path("direct/share/u/<str:username>/", share_profile, name="direct_share_profile"),
    path("direct/to/<str:username>/", conversation_with, name="direct_with"),
    path("direct/<uuid:conversation_id>/", conversation, name="direct_conversation"),
    path("direct/<uuid:conversation_id>/details/", details.details, name="direct_details"),
    path("direct/<uuid:conversation_id>/members/", details.members, name="direct_members"),
    path(
        "direct/<uuid:conversation_id>/members/<str:username>/remove/",
        details.member_remove,
        name="direct_member_remove",
    ),
    path("direct/<uuid:conversation_id>/accept/", details.accept, name="direct_accept"),
    path("direct/<uuid:conversation_id>/mute/", details.mute, name="direct_mute"),
    path("direct/<uuid:conversation_id>/archive/", details.archive, name="direct_archive_one"),
    path("direct/<uuid:conversation_id>/delete/", details.delete, name="direct_delete"),
    path("direct/messages/<uuid:message_id>/react/", message_react, name="direct_react"),
    path("direct/messages/<uuid:message_id>/unsend/", message_unsend, name="direct_unsend"),
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
