"""What a picture may be at most. Without Django: the sandboxed child reads these too."""

MAX_IMAGE_BYTES = 30 * 1024 * 1024
MAX_IMAGE_PIXELS = 50_000_000
