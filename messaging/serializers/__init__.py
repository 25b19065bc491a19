"""What requests and responses of direct messages look like."""
