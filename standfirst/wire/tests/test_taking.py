"""Aoife edits: she takes agency copy into drafts, and what is broken or killed leaves nothing behind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Page

from standfirst import events
from standfirst.accounts.models import EDITORS, User
from standfirst.stories.actions.founding import found_paper, open_section
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.models import Agency, Contributor, SectionPage, StoryPage
from standfirst.stories.models import Picture as StoryPicture
from standfirst.wire.actions import taking
from standfirst.wire.actions.pictures import MAX_PICTURE_BYTES
from standfirst.wire.actions.taking import ItemCanceled, MayNotWrite, Taken, take_item
from standfirst.wire.events import ItemTaken
from standfirst.wire.models import Item, Version
from standfirst.wire.ninjs import UnreadableItem
from standfirst.wire.tests.factories import HEADLINE, URI, as_file, ninjs_1, ninjs_3, picture_1, with_body

NOW = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> SectionPage:
    front = found_paper(name="The Harbour Courier", tagline="", base_url="http://127.0.0.1:8000")
    return open_section(front=front, title="News", slug="news", colour="harbour")


@pytest.fixture
def aoife() -> User:
    aoife = User.objects.create_user("aoife@dunmara.example", display_name="Aoife")
    aoife.groups.add(Group.objects.get(name=EDITORS))
    return aoife


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


def take(section: SectionPage, document: object, actor: User | None = None, **more: Any) -> Taken:
    fresh = SectionPage.objects.get(pk=section.pk)
    return take_item(raw=as_file(document), name="gauge.json", actor=actor, section=fresh, now=NOW, **more)


def picture_file(path: Path, *, kind: str = "JPEG") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (60, 40), "navy").save(path, format=kind)
    return path


def everything() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (Page, Item, Version, Agency, Contributor, StoryPicture))


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


def test_a_picture_beside_the_file_is_taken_with_its_credit(section: SectionPage, aoife: User, tmp_path: Path) -> None:
    picture_file(tmp_path / "wire" / "pier.jpg")

    story = take(section, ninjs_3(), actor=aoife, folder=tmp_path / "wire").story

    picture = StoryPicture.objects.get()
    assert story.lead_picture == picture
    assert (picture.width, picture.height, picture.uploaded_by_user) == (60, 40, aoife)
    assert (picture.caption, picture.credit) == ("The pier head at noon.", "Ferdia Lens/Westwire Photos")
    assert (story.own_lead_credit, story.lead_credit) == ("", "Ferdia Lens/Westwire Photos")
    assert story.lead_alternative == "Waves over a pier"
    assert "not taken" not in story.editors_note


def test_further_pictures_stand_in_the_body(section: SectionPage, tmp_path: Path) -> None:
    picture_file(tmp_path / "wire" / "pictures" / "one two.png", kind="PNG")
    picture_file(tmp_path / "wire" / "b.webp", kind="WEBP")
    hrefs = ["https://agency.example/a.jpg", "pictures/one%20two.png?x=1", "b.webp"]
    renditions = [{"main": {"href": href, "mimetype": "image/jpeg"}} for href in hrefs]
    pictures = {f"p{number}": picture_1(renditions=one) for number, one in enumerate(renditions)}

    story = take(section, ninjs_1(associations=pictures), folder=tmp_path / "wire").story

    assert story.lead_picture is not None
    assert story.lead_picture.file.name.endswith("one_two.png")
    (block,) = [block for block in story.body if block.block_type == "picture"]
    assert block.value["picture"].file.name.endswith("b.webp")
    assert "(it lies on the agency's server): https://agency.example/a.jpg." in story.editors_note


@pytest.mark.parametrize(
    "href", ["../secret.jpg", "/etc/hosts", "link.jpg", "%2e%2e/secret.jpg", "gone.jpg", ".", "x" * 9000]
)
def test_no_picture_is_taken_from_elsewhere_on_the_disk(section: SectionPage, tmp_path: Path, href: str) -> None:
    secret = picture_file(tmp_path / "secret.jpg")
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "link.jpg").symlink_to(secret)
    picture = picture_1(renditions={"main": {"href": href, "mimetype": "image/jpeg"}})

    story = take(section, ninjs_1(associations={"main": picture}), folder=folder).story

    assert story.lead_picture is None
    assert "Picture not taken (" in story.editors_note
    assert not StoryPicture.objects.exists()


def test_a_file_that_is_no_picture_is_left_out(section: SectionPage, tmp_path: Path) -> None:
    good = picture_file(tmp_path / "good.jpg").read_bytes()
    bombs = BytesIO()
    Image.new("1", (20_000, 10_000)).save(bombs, format="PNG")
    for number, data in enumerate(
        [b"", b"<svg onload='alert(1)'/>", b"GIF89a", good[: len(good) // 2], bombs.getvalue()]
    ):
        (tmp_path / "pier.jpg").write_bytes(data)

        story = take(section, ninjs_3(version=str(number)), folder=tmp_path).story

        assert "(its file is no picture we can read)" in story.editors_note
    assert not StoryPicture.objects.exists()


def test_a_picture_larger_than_any_of_ours_is_left_out(section: SectionPage, tmp_path: Path) -> None:
    with (tmp_path / "pier.jpg").open("wb") as file:
        file.truncate(MAX_PICTURE_BYTES + 1)

    story = take(section, ninjs_3(), folder=tmp_path).story

    assert "(its file is larger than 30 MB)" in story.editors_note


def test_a_picture_of_more_pixels_than_we_can_keep_is_left_out(section: SectionPage, tmp_path: Path) -> None:
    Image.new("1", (8001, 8000)).save(tmp_path / "pier.jpg", format="PNG")

    story = take(section, ninjs_3(), folder=tmp_path).story

    assert "(it has more pixels than we can keep)" in story.editors_note


def test_a_take_that_fails_late_leaves_no_file_behind(
    section: SectionPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("disk full")

    picture_file(tmp_path / "pier.jpg")
    monkeypatch.setattr(taking, "draft_story", fail)
    before = everything()

    with pytest.raises(RuntimeError, match="disk full"):
        take(section, ninjs_3(), folder=tmp_path)

    assert everything() == before
    _, files = default_storage.listdir("original_images")
    assert files == []


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
