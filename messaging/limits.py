"""The rate limits of direct messages."""

from core.limits import HOUR, MINUTE, By, Limit

MESSAGES = Limit(
    "messages",
    120,
    MINUTE,
    By.USER,
    "messages sent",
    (
        "POST /api/v1/conversations/<uuid:conversation_id>/messages",
        "POST /direct/<uuid:conversation_id>/",
        "POST /direct/to/<str:username>/",
        "POST /direct/share/p/<slug:key>/",
        "POST /direct/share/u/<str:username>/",
    ),
)
MESSAGE_REQUESTS = Limit(
    "message-requests",
    50,
    24 * HOUR,
    By.USER,
    "people asked who do not follow back: by a new conversation, or into a group",
    (
        "POST /api/v1/conversations",
        "POST /api/v1/conversations/<uuid:conversation_id>/members",
        "POST /direct/new/",
        "POST /direct/to/<str:username>/",
        "POST /direct/share/p/<slug:key>/",
        "POST /direct/share/u/<str:username>/",
        "POST /direct/<uuid:conversation_id>/members/",
    ),
)
MESSAGE_ACTIONS = Limit(
    "message-actions",
    1000,
    HOUR,
    By.USER,
    "reactions, and changes of conversations and of message settings",
    (
        "POST /api/v1/conversations",
        "POST /api/v1/conversations/<uuid:conversation_id>/members",
        "POST /api/v1/messages/<uuid:message_id>/reactions",
        "PATCH /api/v1/conversations/<uuid:conversation_id>",
        "PATCH /api/v1/users/me/message-settings",
        "POST /accounts/settings/messages/",
        "POST /direct/new/",
        "POST /direct/to/<str:username>/",
        "POST /direct/<uuid:conversation_id>/details/",
        "POST /direct/<uuid:conversation_id>/members/",
        "POST /direct/messages/<uuid:message_id>/react/",
    ),
)

LIMITS = (MESSAGES, MESSAGE_REQUESTS, MESSAGE_ACTIONS)
