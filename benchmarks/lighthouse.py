"""What a phone on a slow network makes of the pages: Lighthouse, from npm, against the Chromium of this machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, NotMeasured, at_least, at_most, benchmark
from benchmarks.sites import Site, Sites
from standfirst.processes.places import Places

VERSION = "13"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
TRIES = 3
REQUESTS, KILOBYTES, SCRIPT_KILOBYTES = 15, 60, 20


@benchmark
def lighthouse(sites: Sites) -> Iterator[Figure]:
    """Lighthouse's marks on its mobile profile for the story with comments, ask and slots, and for the front."""
    program, chromium = lighthouse_program(), chromium_program()
    with sites.running() as site:
        story = site.inside("story_with_comments", comments=55)
        for name, path in (("story", story), ("front", "/")):
            report = asked(program, chromium, site, path)
            yield from marks(name, report)
            yield from weights(name, report)


def chromium_program() -> str:
    given = os.environ.get("STANDFIRST_CHROMIUM")
    found = given or next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), None)
    if found is None:
        raise NotMeasured("there is no Chromium here")
    return found


def lighthouse_program() -> Path:
    """Lighthouse below the home folder, installed by npm the first time. Raises NotMeasured where that can't be."""
    folder = Places.from_environ().home / "lighthouse"
    program = folder / "node_modules" / ".bin" / "lighthouse"
    if program.exists():
        return program
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NotMeasured("there is no Node.js with npm here")
    folder.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--no-fund", "--no-audit", "--no-package-lock", "--prefix", str(folder)]
    done = subprocess.run([*command, f"lighthouse@{VERSION}"], capture_output=True, check=False, timeout=300)  # noqa: S603
    if done.returncode != 0:
        raise NotMeasured("npm could not install Lighthouse")
    return program


def asked(program: Path, chromium: str, site: Site, path: str) -> dict[str, Any]:
    """One report. A browser that has just begun sometimes loses the start of its trace, so it is asked again."""
    # Into a file: of what goes through a pipe Node sometimes drops all behind the first 64 kB.
    kept = site.places.home / "lighthouse.json"
    # Fixed arguments and the site's own address.
    command = [str(program), site.places.base_url + path, "--quiet", "--output=json", f"--output-path={kept}"]
    environ = {**os.environ, "CHROME_PATH": chromium}
    for _ in range(TRIES):
        kept.unlink(missing_ok=True)
        subprocess.run(  # noqa: S603
            [*command, f"--chrome-flags={FLAGS}"], env=environ, capture_output=True, check=False, timeout=180
        )
        report: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
        if report.get("categories", {}).get("performance", {}).get("score") is not None:
            return report
    raise NotMeasured(f"Lighthouse gave no whole report of {path}")


def marks(name: str, report: dict[str, Any]) -> Iterator[Figure]:
    for category, bound in (("accessibility", 100), ("best-practices", 100), ("seo", 100), ("performance", 95)):
        value = report["categories"][category]["score"] * 100
        yield Figure(f"{name}, Lighthouse {category}", "points", value, at_least(bound))
    audits = report["audits"]
    yield Figure(f"{name}, layout shift", "", audits["cumulative-layout-shift"]["numericValue"], at_most(0.004))
    seconds = audits["largest-contentful-paint"]["numericValue"] / 1000
    yield Figure(f"{name}, largest paint", "s", seconds, note="throttled as a phone")


def weights(name: str, report: dict[str, Any]) -> Iterator[Figure]:
    """Requests, and what was sent for them without pictures; only of the paper itself, or it would be an error."""
    sent = [one for one in report["audits"]["network-requests"]["details"]["items"] if is_of_the_page(one)]
    bare = sum(one["transferSize"] for one in sent if one["resourceType"] != "Image") / 1000
    script = sum(one["transferSize"] for one in sent if one["resourceType"] == "Script") / 1000
    yield Figure(f"{name}, requests", "requests", len(sent), at_most(REQUESTS) if name == "story" else None)
    yield Figure(f"{name}, without pictures", "kB", bare, at_most(KILOBYTES) if name == "story" else None)
    yield Figure(f"{name}, script", "kB", script, at_most(SCRIPT_KILOBYTES) if name == "story" else None)


def is_of_the_page(request: dict[str, Any]) -> bool:
    return re.match(r"https?://", str(request["url"])) is not None
