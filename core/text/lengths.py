"""How long a text may be where its field says no less: it is bounded before anything checks it."""

LINE_MAX_LENGTH = 1_000
TEXT_MAX_LENGTH = 100_000
