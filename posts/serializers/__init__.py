"""Requests and answers of the API of posts."""
