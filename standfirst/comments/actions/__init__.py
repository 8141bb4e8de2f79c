"""The only code that writes threads and comments."""
