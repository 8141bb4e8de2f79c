"""What a reader of a story has to load, as the edge sends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from benchmarks.figures import Figure, at_most, benchmark
from benchmarks.load import Answer, fetch, get
from benchmarks.sites import Site, SiteBroken, Sites

STORY_KILOBYTES = 14
SCRIPT_KILOBYTES = 8
SCRIPT = re.compile(r'<script[^>]+src="(/[^"]+)"')
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+\.js)["']""")


@benchmark
def story_html_bytes(sites: Sites) -> Iterator[Figure]:
    """The compressed story with 20 comments, and all script of ours that it loads."""
    with sites.running() as site:
        path = site.inside("hold_conversation", comments=20)
        for encoding, goal in (("br", at_most(STORY_KILOBYTES)), ("gzip", None)):
            kilobytes = len(asked(site, path, encoding).body) / 1000
            yield Figure(f"story with 20 comments, {encoding}", "kB", kilobytes, goal)
        html = asked(site, path, "identity").body.decode()
        yield Figure("story with 20 comments, as it is", "kB", len(html.encode()) / 1000)
        scripts = scripts_of(site, html)
        kilobytes = sum(scripts.values()) / 1000
        yield Figure("its script, br", "kB", kilobytes, at_most(SCRIPT_KILOBYTES), note=f"{len(scripts)} files")


def scripts_of(site: Site, html: str) -> dict[str, int]:
    """Every script of the page and what they import, with its size in brotli."""
    waiting, sizes = SCRIPT.findall(html), dict[str, int]()
    while waiting:
        path = waiting.pop()
        if path not in sizes:
            sizes[path] = len(asked(site, path, "br").body)
            waiting += [urljoin(path, name) for name in IMPORT.findall(asked(site, path, "identity").body.decode())]
    return sizes


def asked(site: Site, path: str, encoding: str) -> Answer:
    answer = fetch(site.host, get(path, host=site.host, accept_encoding=encoding))
    if answer.status != 200 or (answer.header("content-encoding") or "identity") != encoding:
        raise SiteBroken(f"{path} in {encoding} was answered with {answer.head!r}")
    return answer
