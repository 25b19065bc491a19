"""The graph's doors for apps."""
