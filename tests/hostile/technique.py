"""One way of smuggling code into a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Technique:
    """`name` and `about` are for whoever reads that one of its `vectors` got through.

    `runs`: put into a page raw, at least one of them succeeds in a present Chromium without anybody's touch; so the
    tests can show that they would notice.
    """

    name: str
    about: str
    vectors: tuple[str, ...]
    runs: bool = False
