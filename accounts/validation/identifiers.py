"""What a user logs in by: a username, or an email address, which alone has an @ in it."""

from accounts.validation import emails, usernames


def normalise(login: str) -> str:
    """In one spelling, so that all spellings are counted together."""
    return emails.normalise(login) if "@" in login else usernames.normalise(login)
