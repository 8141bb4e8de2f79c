"""The only code that writes asks, pledges and the books."""
