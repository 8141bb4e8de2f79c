"""Telling other systems what happens to comments: what is signed and sent, when again, and where it is kept."""
