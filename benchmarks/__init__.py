"""Figures of the whole house: `make bench`, or `make bench ONLY=name`. What each one means: docs/benchmarks.md.

One file per group of figures; each starts a site of its own in a temporary folder and sends it requests over loopback.
"""
