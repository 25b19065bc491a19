"""The API of the graph."""
