"""What a viewer chose: language and theme."""
