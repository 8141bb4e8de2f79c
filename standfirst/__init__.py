"""Standfirst: a publishing platform for reader-funded newsrooms."""

__version__ = "0.1.0"
