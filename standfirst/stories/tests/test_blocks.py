"""Blocks beside the running text, as readers get them and as the desk is told what is wrong with them."""

from __future__ import annotations

import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.blocks import StreamBlockValidationError
from wagtail.documents.models import Document
from wagtail.models import ReferenceIndex

from standfirst import clock
from standfirst.stories.actions.publishing import withdraw_story
from standfirst.stories.blocks import StoryBody
from standfirst.stories.tests.factories import make_draft, make_story

pytestmark = pytest.mark.django_db
TERNS = {
    "title": "Terns return",
    "kind": "bars",
    "figures": "Year;Young terns\n2025;0\n2026;41",
    "unit": "",
    "description": "None last year, 41 this year.",
    "source": "The parish bird group",
}


def page_of(client: Client, *body: tuple[str, object]) -> str:
    return client.get(make_story(body=body).url).content.decode()


def test_a_chart_is_a_picture_with_words_and_a_table(client: Client) -> None:
    page = page_of(client, ("chart", TERNS))
    assert 'aria-label="Terns return. None last year, 41 this year."' in page
    assert '<th scope="row">2026</th><td class="figures">41</td>' in page
    assert "Source: The parish bird group" in page


def test_figures_that_can_not_be_drawn_are_told_beside_them() -> None:
    body = StoryBody()
    value = body.to_python([{"type": "chart", "value": {**TERNS, "figures": "Year;Terns\n2026;forty"}}])
    with pytest.raises(StreamBlockValidationError) as refused:
        body.clean(value)
    assert "In line 2 this is not a number: forty" in json.dumps(refused.value.as_json_data())


def test_a_draft_with_unfinished_figures_can_be_looked_at(client: Client) -> None:
    assert "<svg" not in page_of(client, ("chart", {**TERNS, "figures": ""}))


def test_a_table_has_a_caption_and_heads(client: Client) -> None:
    table = {
        "columns": [{"type": "words", "heading": "Boat"}, {"type": "figure", "heading": "Boxes"}],
        "rows": [{"values": ["Ard na Mara", "112"]}],
        "caption": "Mackerel landed",
    }
    page = page_of(client, ("table", {"table": table, "source": ""}))
    assert "<caption>Mackerel landed</caption>" in page
    assert '<th scope="col" class="figures">Boxes</th>' in page
    assert '<th scope="row">Ard na Mara</th><td class="figures">112</td>' in page


def test_a_document_tells_its_kind_and_size(client: Client) -> None:
    report = Document(title="The harbour engineer’s report")
    report.file.save("report.pdf", ContentFile(b"%PDF-1.7" + b" " * 2040))
    page = page_of(client, ("document", {"document": report, "about": "As the board got it."}))
    assert "PDF, 2.0\xa0KB" in page
    assert "As the board got it." in page


def test_facts_key_points_and_corrections_stand_where_they_were_put(client: Client) -> None:
    page = page_of(
        client,
        ("fact_box", {"title": "The pier", "text": "<ul><li>Built in 1874</li></ul>"}),
        ("key_point", {"happened_at": None, "text": "The board has met."}),
        ("correction", {"text": "It was 1874, not 1847.", "made_on": "2026-11-20"}),
    )
    assert '<aside class="box fact-box" aria-label="The pier">' in page
    assert page.index("Built in 1874") < page.index("The board has met.") < page.index("It was 1874, not 1847.")
    assert "20 November 2026" in page
    assert "story-boxes.css" in page
    assert "story-boxes.css" not in page_of(client, ("paragraph", "<p>Plain.</p>"))


def test_a_document_is_as_public_as_its_story(client: Client) -> None:
    report = Document(title="The harbour engineer’s report")
    report.file.save("report.pdf", ContentFile(b"%PDF-1.7"))
    body = [("document", {"document": report, "about": ""})]
    draft = make_draft("Held back", body=body)
    ReferenceIndex.create_or_update_for_object(draft)
    assert client.get(report.url).status_code == 404
    public = make_story("Told", body=body)
    ReferenceIndex.create_or_update_for_object(public)
    assert client.get(report.url).getvalue() == b"%PDF-1.7"
    withdraw_story(story=public, actor=None, reason="Wrong.", now=clock.now())
    assert client.get(report.url).status_code == 404
