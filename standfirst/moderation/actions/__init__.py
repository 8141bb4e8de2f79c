"""The only code that writes reports, queue items and decisions."""
