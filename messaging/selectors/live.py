"""Who may know what another user does in a conversation."""

from uuid import UUID

from accounts.models import User
from core.live.events import LiveEvent
from messaging.models import MessageSettings, Participant


def shown_seat(*, viewer: User, event: LiveEvent, setting: str) -> Participant | None:
    """The seat that an event is about, if `viewer` may know of it: their own; else that of someone
    they see, in a conversation that both have accepted, where both have the setting on.

    Two queries.
    """
    seats = Participant.objects.filter(conversation=UUID(event["conversation_id"]))
    wanted = seats.filter(user__in=User.objects.visible_to(viewer), user=UUID(event["user_id"]))
    about = wanted.select_related("user__message_settings").first()
    own = Participant.objects.visible_to(viewer).filter(pk__in=seats.values("pk"))
    mine = own.select_related("user__message_settings").first()
    if about is None or mine is None:
        return None
    if about.user_id == viewer.pk:
        return about
    is_shown = not about.is_request and not mine.is_request
    return about if is_shown and _allows(about, setting) and _allows(mine, setting) else None


def _allows(seat: Participant, setting: str) -> bool:
    chosen: MessageSettings | None = getattr(seat.user, "message_settings", None)
    return chosen is None or bool(getattr(chosen, setting))
