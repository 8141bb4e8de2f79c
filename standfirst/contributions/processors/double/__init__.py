"""Harbour Pay, the processor double: a small stateful processor of our own, for the demo and for tests.

It keeps its own tables, has a checkout page of its own, and tells us what happened in signed events only. It never
touches our books, and it never touches money.
"""
