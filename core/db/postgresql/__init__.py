"""A database backend of Django: its own for PostgreSQL, where waiting ends (see `base`)."""
