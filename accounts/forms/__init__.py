"""What the pages of accounts take."""
