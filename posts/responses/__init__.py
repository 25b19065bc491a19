"""What several page views answer with."""
