"""The only code that books adverts."""
