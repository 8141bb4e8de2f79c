"""Embeds without Django: which hosts there are, what an address names, how it is asked about and what that tells."""
