"""How far others have read, as far as both sides let the other know."""

from messaging.models import Conversation, MessageSettings, Participant


def read_receipts(*, conversation: Conversation) -> list[Participant]:
    """The seats of the other members whose read markers the viewer may know; needs `members`.

    None of a member who has not accepted yet, or who hides theirs; none at all for a viewer who
    does.
    """
    viewer_id = conversation.seat.user_id
    own = [each for each in conversation.members if each.user_id == viewer_id]
    if not all(map(shows_read, own)):
        return []
    others = [each for each in conversation.members if each.user_id != viewer_id]
    return [each for each in others if not each.is_request and shows_read(each)]


def shows_read(seat: Participant) -> bool:
    """By the settings of the seat's user, which were fetched with it."""
    chosen: MessageSettings | None = getattr(seat.user, "message_settings", None)
    return chosen is None or chosen.shows_read
