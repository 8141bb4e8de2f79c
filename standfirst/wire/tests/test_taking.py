"""Aoife edits: she takes agency copy into drafts, and what is broken or killed leaves nothing behind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from standfirst import events
from standfirst.accounts.models import User
from standfirst.stories.actions.founding import found_paper, open_section
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.models import Agency, Contributor, SectionPage, StoryPage
from standfirst.wire.actions.taking import ItemCanceled, MayNotWrite, take_item
from standfirst.wire.events import ItemTaken
from standfirst.wire.models import Item, Version
from standfirst.wire.ninjs import UnreadableItem
from standfirst.wire.tests.factories import HEADLINE, URI, as_file, ninjs_3, with_body
from standfirst.wire.tests.takes import NOW, everything, take

pytestmark = pytest.mark.django_db


def test_an_item_becomes_a_draft_with_everything_in_its_field(section: SectionPage, aoife: User) -> None:
    taken = take(section, ninjs_3(), actor=aoife)

    story = StoryPage.objects.get(pk=taken.story.pk)
    assert (taken.already, story.live, story.section, story.owner) == (False, False, section, aoife)
    assert (story.title, story.standfirst) == (HEADLINE, "The harbour lost its only warning.")
    assert story.dateline == "Dunmara"
    assert [(entry.name, entry.role) for entry in story.byline_entries] == [("Sorcha Quill", "")]
    assert [(block.block_type, str(block.value).strip()) for block in story.body] == [
        ("paragraph", "<p>The gauge at the pier head stopped at four.</p>"),
        ("paragraph", "<p>Nobody was hurt.</p>"),
    ]
    assert story.agency == Agency.objects.get(name="Westwire", credit_line="Westwire")
    assert story.copyright_notice == "© 2026 Westwire"
    assert story.usage_terms == "No archive use after 30 days."
    assert story.lead_picture is None
    assert story.lead_caption == "The pier head at noon."
    assert story.lead_credit == "Ferdia Lens/Westwire Photos"
    assert story.lead_alternative == "Waves over a pier"
    assert story.editors_note.splitlines() == [
        "Agency's note: Adds quote. Desk: 555 0101",
        "Picture not taken (no file came with it): pier.jpg. Caption: The pier head at noon."
        " Credit: Ferdia Lens/Westwire Photos. © 2026 Westwire Photos.",
        f"From {URI}, version 2, slugline storm-gauge",
    ]


def test_the_file_is_kept_as_it_came(section: SectionPage, aoife: User) -> None:
    raw = as_file(ninjs_3())

    version = take_item(raw=raw, name="gauge.json", actor=aoife, section=section, now=NOW).version

    kept = Version.objects.get(pk=version.pk)
    assert (bytes(kept.raw), kept.name, kept.received_at) == (raw, "gauge.json", NOW)
    assert (kept.version, kept.pub_status, kept.headline) == ("2", "usable", HEADLINE)
    assert kept.version_created == datetime(2026, 3, 1, 16, 30, tzinfo=UTC)
    assert (kept.taken_by, kept.item.uri, str(kept.item)) == (aoife, URI, URI)
    assert str(kept) == f"{kept.item_id} version 2"


def test_taking_it_is_announced(section: SectionPage, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[ItemTaken] = []
    monkeypatch.setitem(events._within, ItemTaken, [heard.append])

    taken = take(section, ninjs_3())

    assert heard == [ItemTaken(item_id=taken.version.item_id, version_id=taken.version.pk, story_id=taken.story.pk)]


def test_the_same_file_twice_makes_one_draft(section: SectionPage) -> None:
    first = take(section, ninjs_3())
    Agency.objects.update(name="Westwire Ltd")
    before = everything()

    second = take(section, ninjs_3())

    assert (second.already, second.story, second.version) == (True, first.story, first.version)
    assert everything() == before


def test_a_file_whose_draft_was_deleted_may_be_taken_again(section: SectionPage, aoife: User) -> None:
    first = take(section, ninjs_3())
    StoryPage.objects.get(pk=first.story.pk).delete()

    again = take(section, ninjs_3(), actor=aoife)

    assert (again.already, again.version) == (False, first.version)
    assert Version.objects.get().taken_into == again.story
    assert bytes(Version.objects.get().raw) == as_file(ninjs_3())


def test_another_version_makes_a_draft_that_names_the_first(section: SectionPage) -> None:
    first = take(section, ninjs_3())

    second = take(section, ninjs_3(version="3"))

    assert second.story != first.story
    assert f"Another version of this item is story {first.story.pk}: {HEADLINE}" in second.story.editors_note
    assert Item.objects.get().versions.count() == 2


@pytest.mark.parametrize(
    ("document", "refusal"),
    [
        (with_body(""), UnreadableItem),
        (ninjs_3(embargoedUntil="2026-03-02T06:00:00"), UnreadableItem),
        (ninjs_3(pubStatus="canceled"), ItemCanceled),
        ({"uri": URI, "pubStatus": "canceled"}, ItemCanceled),
    ],
)
def test_what_is_broken_or_killed_changes_nothing(
    section: SectionPage, document: object, refusal: type[Exception]
) -> None:
    before = everything()

    with pytest.raises(refusal):
        take(section, document)

    assert everything() == before


def test_a_reader_takes_nothing(section: SectionPage) -> None:
    niamh = User.objects.create_user("niamh@dunmara.example")
    before = everything()

    with pytest.raises(MayNotWrite, match=r"niamh@dunmara\.example may not write in News"):
        take(section, ninjs_3(), actor=niamh)

    assert everything() == before


def test_an_embargoed_draft_that_is_published_early_waits_for_the_hour(section: SectionPage, aoife: User) -> None:
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=2)

    story = take(section, ninjs_3(embargoedUntil=until.isoformat()), actor=aoife).story
    published = publish_story(story=story, actor=aoife)

    assert story.editors_note.startswith("EMBARGOED until ")
    assert not published.live
    assert published.get_latest_revision().as_object().go_live_at == until


def test_an_embargo_that_has_passed_holds_nothing_back(section: SectionPage) -> None:
    story = take(section, ninjs_3(embargoedUntil="2026-03-01T18:00:00Z")).story

    assert publish_story(story=story, actor=None).live


def test_withheld_copy_says_so_first(section: SectionPage) -> None:
    story = take(section, ninjs_3(pubStatus="withheld")).story

    assert story.editors_note.startswith("WITHHELD by the agency.")


def test_an_agency_and_a_contributor_known_already_are_not_made_again(section: SectionPage) -> None:
    agency = Agency.objects.create(name="WESTWIRE", credit_line="Copy from Westwire")
    sorcha = Contributor.objects.create(name="Sorcha Quill")

    story = take(section, ninjs_3(by="Sorcha Quill and Tom Oar")).story

    assert story.agency == agency
    assert [entry.contributor for entry in story.byline_entries] == [sorcha, Contributor.objects.get(name="Tom Oar")]


@pytest.mark.parametrize("byline", ["Westwire", ""])
def test_an_agency_that_signs_for_itself_is_no_byline(section: SectionPage, byline: str) -> None:
    assert take(section, ninjs_3(by=byline)).story.byline_entries == []


def test_a_byline_that_is_no_name_goes_into_the_note(section: SectionPage) -> None:
    byline = "Compiled from reports of correspondents " * 4

    story = take(section, ninjs_3(by=byline)).story

    assert story.byline_entries == []
    assert f"Byline: {byline.strip()}" in story.editors_note


def test_copy_of_no_known_agency_is_taken_without_one(section: SectionPage) -> None:
    assert take(section, ninjs_3(copyrightHolder=None)).story.agency is None


def test_what_is_too_long_for_its_field_is_in_the_note(section: SectionPage) -> None:
    headline = "The gauge " * 40

    story = take(section, ninjs_3(headlines=[{"value": headline}])).story

    assert len(story.title) <= 255
    assert f"The headline was shortened. In full: {headline.strip()}" in story.editors_note


def test_quotations_and_subheads_have_blocks_of_their_own(section: SectionPage) -> None:
    html = "<h2>The pier</h2><blockquote>No time. <cite>Tom Oar</cite></blockquote><p><b>Gone</b>.</p>"

    story = StoryPage.objects.get(pk=take(section, with_body(html)).story.pk)

    assert [block.block_type for block in story.body] == ["subhead", "pull_quote", "paragraph"]
    assert story.body[1].value["attribution"] == "Tom Oar"
    assert "<strong>Gone</strong>" in story.body[2].value.source


def test_the_draft_is_whole_and_opens_in_the_editor(section: SectionPage, aoife: User, client: Client) -> None:
    html = "<h2>The pier</h2><blockquote>No time. <cite>Tom Oar</cite></blockquote><p><b>Gone</b> & lost.</p>"
    story = StoryPage.objects.get(pk=take(section, with_body(html), actor=aoife).story.pk)
    client.force_login(aoife)

    page = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk]))

    story.full_clean()
    story.body.stream_block.clean(story.body)
    assert page.status_code == 200
    assert "Adds quote. Desk: 555 0101" in page.text


def test_what_is_for_the_desk_is_never_on_the_page(section: SectionPage, client: Client) -> None:
    story = publish_story(story=take(section, ninjs_3()).story, actor=None)

    page = client.get(story.url)

    assert "The gauge at the pier head stopped at four." in page.text
    for internal in ("555 0101", "No archive use", URI):
        assert internal not in page.text


@pytest.mark.django_db(transaction=True)
def test_two_editors_with_the_same_file_make_one_draft() -> None:
    front = found_paper(name="The Harbour Courier", tagline="", base_url="http://127.0.0.1:8000")
    section = open_section(front=front, title="News", slug="news", colour="harbour")
    together = Barrier(2)

    def take_it(_: int) -> bool:
        together.wait(timeout=10)
        try:
            return take(section, ninjs_3()).already
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as editors:
        already = sorted(editors.map(take_it, range(2)))

    assert already == [False, True]
    assert StoryPage.objects.count() == Version.objects.count() == 1


def test_the_database_knows_each_item_and_each_file_once(section: SectionPage) -> None:
    version = take(section, ninjs_3()).version

    for again in (
        Item(uri=URI),
        Version(item=version.item, content_hash=version.content_hash, raw=b"", received_at=NOW),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.update(pub_status="replaced")
