"""How far others have read, as far as both sides let the other know."""

from messaging.models import Conversation, MessageSettings, Participant


def read_receipts(*, conversation: Conversation) -> list[Participant]:
    """The seats of the other members whose read markers the viewer may know; needs `members`.

    None of a member who has not accepted yet, or who hides theirs; none at all for a viewer of
    whom one of these is true.
    """
    seats = [each for each in conversation.members if not each.is_request and shows_read(each)]
    shown = {each.user_id: each for each in seats}
    own = shown.pop(conversation.seat.user_id, None)
    return list(shown.values()) if own else []


def shows_read(seat: Participant) -> bool:
    """By the settings of the seat's user, which were fetched with it."""
    chosen: MessageSettings | None = getattr(seat.user, "message_settings", None)
    return chosen is None or chosen.shows_read
