"""What a username, an email address, a password or a profile may be."""
