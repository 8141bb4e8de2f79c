"""Pictures beside an agency's file: taken with their credit, and never from anywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from standfirst.accounts.models import User
from standfirst.stories.models import Picture as StoryPicture
from standfirst.stories.models import SectionPage
from standfirst.wire.actions import taking
from standfirst.wire.actions.pictures import MAX_PICTURE_BYTES
from standfirst.wire.tests.factories import ninjs_1, ninjs_3, picture_1
from standfirst.wire.tests.takes import everything, picture_file, take

pytestmark = pytest.mark.django_db


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
    for number, data in enumerate([b"", b"<svg onload='alert(1)'/>", b"GIF89a", good[: len(good) // 2]]):
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


def test_what_hangs_behind_a_picture_is_not_taken(section: SectionPage, tmp_path: Path) -> None:
    good = picture_file(tmp_path / "good.jpg").read_bytes()
    for number, (behind, words) in enumerate(
        [(b"<script>alert(1)</script>", "a page or a program"), (b"PK\x05\x06" * 9, "more than a picture")]
    ):
        (tmp_path / "pier.jpg").write_bytes(good + behind)

        story = take(section, ninjs_3(version=str(number)), folder=tmp_path).story

        assert f"(its file holds {words})" in story.editors_note


def test_the_file_fills_in_what_the_item_leaves_out(section: SectionPage, tmp_path: Path) -> None:
    record = b"\x1c\x02\x28\x00\x0cone time use"
    resource = b"8BIM\x04\x04\0\0" + len(record).to_bytes(4) + record + b"\0" * (len(record) % 2)
    segment = b"\xff\xed" + (len(resource) + 16).to_bytes(2) + b"Photoshop 3.0\0" + resource
    Image.new("RGB", (60, 40)).save(tmp_path / "pier.jpg", extra=segment)

    take(section, ninjs_3(), folder=tmp_path)

    picture = StoryPicture.objects.get()
    assert (picture.credit, picture.one_use_only) == ("Ferdia Lens/Westwire Photos", True)


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
