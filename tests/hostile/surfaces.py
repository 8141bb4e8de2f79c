"""What is done in the browser on every page that shows what readers wrote: look whether anything ran or got out."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

LOOKING = Path(__file__).with_name("looking.js").read_text(encoding="utf-8")
# Before any script of a page: what vectors call; and how a feed reader that trusts its feeds shows one.
LISTENING = """
window.hits = [];
window.hit = (...words) => { window.hits.push(`${document.URL} ${words}`); };
window.put = (html) => {
  const part = document.createElement("div");
  part.className = "trusted";
  document.body.append(part);
  part.innerHTML = html;
};
"""


def look(page: Page, where: str = ".comment-body", *, least: int = 1, boxed: bool = True) -> int:
    """Nothing ran, nothing stands where it should not. At least so many places are looked at; returns how many."""
    seen = page.evaluate(LOOKING, {"where": where, "boxed": boxed})
    assert seen["found"] == [], f"{page.url}: " + "\n".join(seen["found"])
    assert seen["boxes"] >= least, f"{page.url}: only {seen['boxes']} of {where}"
    return int(seen["boxes"])
