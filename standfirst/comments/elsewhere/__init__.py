"""Threads on pages of other systems: which sites may have them, under which addresses, and who writes from there."""
