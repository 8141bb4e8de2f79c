"""Text with inline markup, as runs of characters that share it; the only place that writes HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlsplit

import nh3

from standfirst.wire.ninjs.characters import squeeze, tidy

_ALLOWED = nh3.Cleaner(
    tags={"a", "em", "strong"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel=None,
)


@dataclass(frozen=True)
class Run:
    """Characters with the same markup. `href` is empty or the address of a link, judged by `web_address`."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


def web_address(address: str) -> str:
    """The address where it is a complete http or https one, else nothing: relative links lead nowhere."""
    try:
        parts = urlsplit(tidy(address))
        complete = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    # The sanitiser has its own idea of an address and would leave a link without one.
    return parts.geturl() if complete and "href" in _ALLOWED.clean(_linked("", parts.geturl())) else ""


def settled(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with white space as HTML shows it, none at the ends; neighbours of equal markup are joined."""
    kept: list[Run] = []
    after_space = True
    for run in runs:
        text = squeeze(run.text)
        text = text.removeprefix(" ") if after_space else text
        if text:
            kept.append(replace(run, text=text))
            after_space = text.endswith(" ")
    if kept and after_space:
        kept[-1] = replace(kept[-1], text=kept[-1].text[:-1])
    return tuple(
        Run("".join(run.text for run in alike), *markup)
        for markup, alike in groupby((run for run in kept if run.text), key=attrgetter("strong", "em", "href"))
    )


def plain(runs: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


def without_start(runs: Iterable[Run], length: int) -> tuple[Run, ...]:
    """The runs after the first `length` characters."""
    kept = []
    for run in runs:
        text, length = run.text[length:], max(0, length - len(run.text))
        kept.append(replace(run, text=text))
    return settled(kept)


def safe_html(runs: Iterable[Run]) -> str:
    """The runs as HTML that may be shown as it is; sanitising it again changes nothing."""
    return _ALLOWED.clean("".join(map(_marked_up, runs)))


def _marked_up(run: Run) -> str:
    html = escape(run.text, quote=False)
    if run.em:
        html = f"<em>{html}</em>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    return _linked(html, run.href) if run.href else html


def _linked(html: str, href: str) -> str:
    return f'<a href="{escape(href)}">{html}</a>'
