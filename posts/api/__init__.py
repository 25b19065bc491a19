"""The API of posts."""
