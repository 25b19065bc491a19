"""What somebody signs in by: a username, or an e-mail address, which alone has an @ in it."""

from accounts.validation import emails, usernames


def normalise(login: str) -> str:
    """In one spelling, so that tries with all the others are counted together."""
    return emails.normalise(login) if "@" in login else usernames.normalise(login)
