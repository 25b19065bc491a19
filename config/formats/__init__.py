"""Where Django's own idea of a language's dates and numbers falls short."""
