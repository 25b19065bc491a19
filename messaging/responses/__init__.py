"""Pages and parts of direct messages that several views share."""
