"""What the rows are compared with: the least that could answer the same, in the same server."""
