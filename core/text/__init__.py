"""What people write: how it is kept, and how it is searched."""
