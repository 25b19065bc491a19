"""The air of a wood, and the leaves of its seasons."""

AIRS = (
    ("e9efe6 c4d4cb 86a49b", "1d3a35", "misty morning"),
    ("f6e3c5 e3c39a b08d6b", "33291f", "golden fog"),
    ("dfe6ee b4c2d3 7d8fa8", "1c2a3d", "cold fog"),
    ("f3dcd6 d3b3b6 957a8c", "2f2237", "pink dawn"),
    ("e6ead0 b9c48f 7c8e52", "24301a", "green light"),
)


BIRCHES = (
    ("f5d98a e9b04f b9762f", "e8a33a d9772c f2c14e c65a2b", "autumn"),
    ("dfeac0 b5cf8a 6f9a5b", "9bc26a c9dc83 6fa052 e4e79a", "spring"),
    ("dfe8f0 b8c8d8 8a9fb5", "c7d5e2 f2f6fa a3b8cc dfe8f0", "winter"),
    ("f0c9b8 d98e7a 8f5460", "d95d4f b83a4b e88a5c f0b27a", "late autumn"),
)
