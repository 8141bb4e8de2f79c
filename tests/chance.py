"""How often chance is tried where each example costs a database."""

from __future__ import annotations

from hypothesis import settings


def few_examples(share: int) -> int:
    """One in `share` of what the profile gives to judgement that knows no database; at least one."""
    return max(1, settings().max_examples // share)
