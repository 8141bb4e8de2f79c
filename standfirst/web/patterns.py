"""What the pattern page shows: plausible content in every state, as plain data for the pages' partials."""

from __future__ import annotations

from typing import Any

from django import forms

from standfirst.web.patterns_talk import MORNING, talk_context

Sample = dict[str, Any]
PICTURE = {"sample": "/static/web/pattern.svg"}
TOWN = {"pk": 1, "title": "Town", "slug": "town", "url": "#", "colour": "harbour"}


def story(title: str, **more: Any) -> Sample:
    """A story as fronts show it."""
    return {"title": title, "url": "#", "section": TOWN, "kicker": "", "standfirst": "", **more}


def embed(title: str, kind: str = "video", **more: Any) -> Sample:
    """A piece at another host; its player is nowhere, since this page loads nothing from anybody."""
    host = {"address": "#", "host_name": "Harbour Tube", "player": "https://player.invalid/", "shape": "16x9"}
    return {**host, "kind": kind, "title": title, **more}


def embeds() -> Sample:
    picture = {"url": "/static/web/pattern.svg"}
    post = {"address": "#", "host_name": "Harbour Talk"}
    words = "Fog in the outer channel until ten. Half past six and eight do not sail.\n\nRope and patience, please."
    return {
        "embeds": [
            embed(
                "The foghorn, for one minute",
                picture=picture,
                picture_width=960,
                picture_height=640,
                author="Máirín Kehoe",
            ),
            embed("", shape="16x9"),
            embed("Tides of Dunmara, read aloud", kind="audio", shape="bar"),
            embed("", kind="video", player=""),
        ],
        "posts": [
            {**post, "author": "Dunmara Pilot", "handle": "@pilot", "words": words, "posted_on": MORNING},
            {**post, "handle": "@pilot"},
        ],
    }


def live_entries() -> list[Sample]:
    """One entry with everything, and the stub of a removed one."""
    whole = {
        "pk": 1,
        "url": "#",
        "posted_at": MORNING,
        "posted_microseconds": "0",
        "updated_at": MORNING,
        "pinned": True,
        "is_key_point": True,
        "headline": "The wind has moved two hours",
        "point": "Wind now expected to peak at eight, after high water",
        "text_html": "<p>It is the difference between a wet quay and a <strong>wet street</strong>.</p>"
        '<figure class="pull-quote"><blockquote><p>You can see it from the school.</p></blockquote>'
        "<figcaption><b>Benedict Coyle</b>, duty officer</figcaption></figure>",
        "shown_corrections": [{"text": "This entry first said 29 houses. There are 27.", "made_at": MORNING}],
        "contributor": {"name": "Máirín Kehoe"},
    }
    removed = {"removed_words": "The photograph is of another quay.", "is_stub": True}
    return [whole, {"pk": 2, "url": "#", "posted_at": MORNING, "posted_microseconds": "0", **removed}]


class SampleForm(forms.Form):
    """One of each field that a public form has."""

    amount = forms.ChoiceField(
        label="How much",
        widget=forms.RadioSelect,
        choices=[("5", "€5"), ("10", "€10"), ("25", "€25"), ("other", "Another amount")],
    )
    reason = forms.ChoiceField(
        label="What is wrong with it?",
        widget=forms.RadioSelect,
        choices=[
            ("uncivil", "Rude or insulting"),
            ("off-topic", "Not about the story"),
            ("other", "Something else"),
        ],
    )
    words = forms.CharField(
        label="In your words",
        help_text="A sentence or two helps the moderator see what you see.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say in a few words what is wrong with it."},
    )
    email = forms.EmailField(label="E-mail address, if you want an answer", required=False)


def pattern_context() -> Sample:
    """Everything `web/patterns.html` expects."""
    wrong = SampleForm({"amount": "10", "reason": "off-topic", "email": "niamh@"}, prefix="wrong")
    wrong.full_clean()
    return {
        "colours": ["harbour", "moss", "brick", "plum", "slate", "ochre"],
        "picture": PICTURE,
        "picture_by_ai": {**PICTURE, "readers_label": "Made with AI"},
        "teasers": [
            (
                "lead",
                story(
                    "One vote keeps the winter ferry",
                    lead_picture=PICTURE,
                    kicker="Harbour",
                    updated_at=MORNING,
                    standfirst="The harbour board says that the money ends in January.",
                ),
            ),
            (
                "second",
                story(
                    "A play about a lighthouse, in a lighthouse",
                    kicker="Theatre",
                    standfirst="The keeper’s daughter sells the tickets and holds the torch.",
                ),
            ),
            ("plain", story("Bees moved by boat")),
        ],
        "band": {
            "section": TOWN,
            "stories": [
                story("Choir returns to the chapel", lead_picture=PICTURE),
                story("Film club closes its bar"),
                story("Rates: the house-by-house list"),
            ],
        },
        "bylines": [
            {"name": "Aoife Ní Bhriain", "role": ""},
            {"name": "Tomás Breen", "role": "Photographs by"},
        ],
        "story": story(
            "One vote keeps the winter ferry",
            published_at=MORNING,
            updated_at=MORNING,
            full_url="",
            agency={"credit_line": "With reporting by Agence Atlantique."},
            copyright_notice="© 2026 Agence Atlantique. All rights reserved.",
            stories_at_foot=[story("What a dredged channel costs"), story("Eleven families stay")],
        ),
        "corrections": [
            {
                "kind": "correction",
                "text": "An earlier version said 29 members. There are 27.",
                "made_at": MORNING,
            },
            {
                "kind": "clarification",
                "text": "The board’s figures are for the winter alone.",
                "made_at": MORNING,
            },
        ],
        "quote": {
            "quote": "It is one boat, and it is the only road they have.",
            "attribution": "Máire Devane",
            "role": "councillor for the islands",
        },
        **embeds(),
        "live": {"is_running": True, "updated_at": MORNING},
        "live_ended": {"is_running": False, "started_at": MORNING, "ended_at": MORNING},
        "live_entries": live_entries(),
        "ask": {
            "heading": "This story took nine days.",
            "signature": "Aoife Ní Bhriain, editor",
            "words": "No company pays for the paper and nobody is kept out. Readers pay what they can.",
        },
        "amounts": [{"value": value, "words": f"€{value}"} for value in (5, 10, 25)],
        "slot": {"reserved_height": "low"},
        "creatives": [
            {
                "heading": "Every Thursday on paper",
                "text": "The weekend edition, by post.",
                "address": "#",
                "link_words": "Take the paper",
                "is_house": True,
            },
            {
                "label": "Paid for by Breen Sails",
                "picture": {"sample": "/static/web/pattern-banner.svg"},
                "address": "#",
                "alternative": "Breen Sails: made and mended on the north pier since 1911",
            },
        ],
        **talk_context(),
        "form": SampleForm(),
        "wrong": wrong,
        "pages": {
            "has_other_pages": True,
            "has_previous": True,
            "has_next": True,
            "previous_page_number": 1,
            "next_page_number": 3,
            "number": 2,
            "paginator": {"num_pages": 7},
        },
    }
