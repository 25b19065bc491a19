"""Where a request comes from: its address, its device, its place."""
