"""How a request is known to be a user's: sessions, tokens, keys and passwords at rest."""
