"""The only code that writes stories, apart from the desk's own editor."""
