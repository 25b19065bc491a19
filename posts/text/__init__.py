"""What people write: parsed into #tags and @mentions, checked, and matched against hidden words."""
