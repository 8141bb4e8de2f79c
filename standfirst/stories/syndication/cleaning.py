"""HTML that any feed reader can show, and that does nothing."""

from __future__ import annotations

import nh3

from standfirst.stories.syndication.characters import sendable

WORDED = (
    "a abbr aside b blockquote br caption cite code dd details div dl dt em figcaption figure h2 h3 h4 hr i img li ol p"
    " pre q s section small strong sub summary sup table tbody td tfoot th thead time tr u ul"
)
TAGS = set(WORDED.split())
ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "*": {"lang", "dir"},
}
# Gone with all that is in them: their words mean nothing without what drew them.
WHOLLY_GONE = {"script", "style", "svg", "template", "form", "button", "select", "textarea", "iframe", "object"}
SCHEMES = {"http", "https", "mailto", "tel"}


def feed_html(html: str, *, base: str) -> str:
    """`html` as far as it may be sent: no script, form or style, every address absolute (relative ones from `base`)."""
    return nh3.clean(
        sendable(html),
        tags=TAGS,
        clean_content_tags=WHOLLY_GONE,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative=("rewrite_with_base", base),
        link_rel=None,
    ).strip()
