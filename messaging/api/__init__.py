"""The API of the websocket and of direct messages."""
