"""Codes that users type: mailed ones, those of an authenticator app, and recovery codes."""

# Longer than any code: it may be typed with spaces.
CODE_MAX_LENGTH = 40
