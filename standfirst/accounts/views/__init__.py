"""Doors of the accounts desk, a file per noun."""
