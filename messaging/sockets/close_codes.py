"""Why the server closes a socket."""

BAD_FRAMES = 4400
LOGGED_OUT = 4401
# For WebSocket's own 1013, "try again later", which daphne cannot send.
UNAVAILABLE = 4503
