"""The inks."""

HUES = (
    "0f2a43 1f5f7a 6fb3b8 f2e3c9 e9a15b",
    "3b1330 8a2f5a d9748a f7d3c4 f2e8dc",
    "12302a 2f6b55 8fb58a e9dfb8 d9a441",
    "1a1633 4a3f8a 9a8fd0 e6d9f0 f2b8a0",
    "2b1a14 7a3a22 c9783f f0c48a f7ead2",
    "101820 3a4a58 8fa0aa dfe3e2 c9a86a",
    "f2efe8 c9d6d4 7fa3a8 35596b d9765a",
)
