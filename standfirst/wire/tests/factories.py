"""Items of an invented agency, in each dialect."""

from __future__ import annotations

import json
from typing import Any

URI = "urn:newsml:westwire.example:20260301:tide-gauge"
HEADLINE = "Tide gauge fails as storm closes on the coast"
BODY = "<p>The gauge at the pier head stopped at four.</p><p>Nobody was hurt.</p>"


def ninjs_1(**changes: Any) -> dict[str, Any]:
    """A ninjs 1 item; a change to None takes a field away."""
    return _changed(
        {
            "uri": URI,
            "type": "text",
            "version": "2",
            "versioncreated": "2026-03-01T17:30:00+01:00",
            "firstcreated": "2026-03-01T16:00:00Z",
            "pubstatus": "usable",
            "urgency": 3,
            "language": "en",
            "headline": HEADLINE,
            "slugline": "storm-gauge",
            "description_summary": "The harbour lost its only warning.",
            "byline": "By Sorcha Quill",
            "located": "Dunmara",
            "copyrightholder": "Westwire",
            "copyrightnotice": "© 2026 Westwire",
            "usageterms": "No archive use after 30 days.",
            "ednote": "Adds quote. Desk: 555 0101",
            "body_xhtml": BODY,
            "associations": {"main": picture_1()},
        },
        changes,
    )


def ninjs_2(**changes: Any) -> dict[str, Any]:
    return _changed(
        {
            "standard": {"name": "ninjs", "version": "2.2"},
            "uri": URI,
            "version": "2",
            "versioncreated": "2026-03-01T17:30:00+01:00",
            "firstcreated": "2026-03-01T16:00:00Z",
            "pubstatus": "usable",
            "urgency": 3,
            "language": "en",
            "headlines": [{"role": "main", "value": HEADLINE}],
            "slugline": "storm-gauge",
            "descriptions": [{"role": "summary", "value": "The harbour lost its only warning."}],
            "by": "By Sorcha Quill",
            "located": "Dunmara",
            "copyrightholder": "Westwire",
            "copyrightnotice": "© 2026 Westwire",
            "usageterms": "No archive use after 30 days.",
            "ednote": "Adds quote. Desk: 555 0101",
            "bodies": [{"contenttype": "application/xhtml+xml", "value": BODY}],
            "associations": [
                {
                    "name": "main",
                    "uri": "urn:westwire:photo:9",
                    "type": "picture",
                    "by": "Ferdia Lens",
                    "copyrightnotice": "© 2026 Westwire Photos",
                    "descriptions": [
                        {"role": "caption", "value": "The pier head at noon."},
                        {"role": "creditline", "value": "Westwire Photos"},
                        {"role": "alttext", "value": "Waves over a pier"},
                    ],
                    "renditions": [
                        {
                            "name": "thumb",
                            "href": "pier-small.jpg",
                            "contenttype": "image/jpeg",
                            "width": 200,
                        },
                        {
                            "name": "main",
                            "href": "pier.jpg",
                            "contenttype": "image/jpeg",
                            "width": 1200,
                            "height": 800,
                        },
                    ],
                }
            ],
        },
        changes,
    )


def ninjs_3(**changes: Any) -> dict[str, Any]:
    two = ninjs_2()
    names = {
        "versioncreated": "versionCreated",
        "firstcreated": "firstCreated",
        "pubstatus": "pubStatus",
        "copyrightholder": "copyrightHolder",
        "copyrightnotice": "copyrightNotice",
        "usageterms": "usageTerms",
        "ednote": "edNote",
        "contenttype": "contentType",
    }
    three = _renamed({**two, "standard": {"name": "ninjs", "version": "3.1"}}, names)
    return _changed(three, changes)


def picture_1(**changes: Any) -> dict[str, Any]:
    return _changed(
        {
            "uri": "urn:westwire:photo:9",
            "type": "picture",
            "byline": "Ferdia Lens",
            "creditline": "Westwire Photos",
            "copyrightnotice": "© 2026 Westwire Photos",
            "description_caption": "The pier head at noon.",
            "description_alttext": "Waves over a pier",
            "renditions": {
                "thumb": {"href": "pier-small.jpg", "mimetype": "image/jpeg", "width": 200, "height": 133},
                "main": {"href": "pier.jpg", "mimetype": "image/jpeg", "width": 1200, "height": 800},
            },
        },
        changes,
    )


def with_body(html: str, **changes: Any) -> dict[str, Any]:
    return ninjs_3(bodies=[{"contentType": "text/html", "value": html}], **changes)


def with_plain_body(text: str, **changes: Any) -> dict[str, Any]:
    return ninjs_3(bodies=[{"contentType": "text/plain", "value": text}], **changes)


def as_file(document: object) -> bytes:
    return json.dumps(document).encode()


def _changed(document: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (document | changes).items() if value is not None}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(name, name): _renamed(member, names) for name, member in value.items()}
    return [_renamed(member, names) for member in value] if isinstance(value, list) else value
