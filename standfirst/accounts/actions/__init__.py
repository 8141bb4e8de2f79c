"""The only code that writes people and letters."""
