"""Every file made from a picture carries its credit; pages show what is drawn and let nobody wait."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from PIL import Image

from standfirst.edge.models import Purge
from standfirst.stories import drawing
from standfirst.stories.actions.pictures import draw_picture, draw_sizes, keep_picture
from standfirst.stories.metadata import read_particulars
from standfirst.stories.models import Picture
from standfirst.stories.sizes import LAYOUTS, all_specs
from standfirst.stories.tasks import AFTER_ALL_ELSE, draw_sizes_of_picture
from standfirst.stories.tests.factories import make_story
from standfirst.stories.tests.pictures import agency_xmp, app13, iim, picture_bytes

pytestmark = pytest.mark.django_db
KINDS = ["jpeg", "png", "webp", "avif"]


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "AVIF_SPEED", 10)


def keep(data: bytes = b"", title: str = "The pier", **words: Any) -> Picture:
    data = data or picture_bytes(size=(200, 150), xmp=agency_xmp(), extra=app13(iim(byline="R. Sallis")))
    return keep_picture(title=title, data=data, name="DSC_0042.jpg", **words)


def tag(layout: str, picture: Picture, **context: Any) -> str:
    template = Template("{% load pictures %}{% shown_picture picture layout 'Waves over a pier' %}")
    return template.render(Context({"picture": picture, "layout": layout, **context}))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_drawn_carries_credit_byline_copyright_and_source_type(kind: str) -> None:
    rendition = keep().get_rendition(f"width-100|format-{kind}")

    with rendition.file.open() as file:
        found = read_particulars(file)
    assert (found.byline, found.credit) == ("Ruth Sallis", "Westwire Photos")
    assert found.copyright_notice == "© Westwire 2026"
    assert found.digital_source_type == "trainedAlgorithmicMedia"


def test_a_jpeg_carries_its_credit_in_the_older_form_too() -> None:
    with keep().get_rendition("width-100|format-jpeg").file.open() as file, Image.open(file) as image:
        assert b"Westwire Photos" in image.info["photoshop"][0x0404]


def test_what_a_camera_and_the_desk_wrote_stays_behind() -> None:
    exif = Image.Exif()
    exif[0x0110] = "Camera No 7"
    segment = app13(iim(instructions="HUSH"))
    data = picture_bytes(exif=exif.tobytes(), comment=b"shot from a window", extra=segment)
    rendition = keep(data).get_rendition("width-30|format-jpeg")
    with rendition.file.open() as file:
        drawn = file.read()
    assert "Camera" not in drawn.decode("latin-1")
    assert "window" not in drawn.decode("latin-1")
    assert "HUSH" not in drawn.decode("latin-1")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
@pytest.mark.parametrize("kind", KINDS)
def test_pictures_in_every_mode_are_drawn(mode: str, kind: str) -> None:
    file = BytesIO()
    source = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (40, 30)).save(file, source)
    picture = keep_picture(title="Odd", data=file.getvalue(), name=f"odd.{source.lower()}")
    rendition = picture.get_rendition(f"width-20|format-{kind}")
    with rendition.file.open() as drawn, Image.open(drawn) as image:
        image.load()
        assert image.size == (20, 15)


def test_nobody_can_guess_where_a_picture_lies() -> None:
    first, second = keep(), keep()
    names = {one.get_rendition("width-100|format-webp").file.name for one in (first, second)}
    marks = {name.removeprefix("images/").partition("-")[0] for name in names}
    assert len(marks) == 2
    assert all(len(mark) == 16 for mark in marks)


# Pages


def test_pages_ask_for_what_the_worker_draws() -> None:
    """The tag, the worker and the list of sizes agree: once drawn, no page draws anything."""
    picture = keep(picture_bytes(size=(1700, 1200)))
    assert draw_picture(picture=picture) == len(all_specs(1700))
    drawn = Picture.objects.get()
    with CaptureQueriesContext(connection) as queries:
        for name, layout in LAYOUTS.items():
            html = tag(name, drawn)
            # The last kind needs no row of widths where there is one size only.
            rows = 2 if len(layout.crops) > 1 else 1
            assert len(re.findall(r" \d+w[,\"]", html)) == rows * len(layout.crops)
            assert '<source type="image/avif"' in html
        ratios = [(size.width, size.height) for size in drawn.structured_renditions()]
    assert ratios == [(1200, 675), (1200, 900), (1200, 1200)]
    assert not queries.captured_queries


def test_width_height_and_words_stand_at_every_picture() -> None:
    picture = keep(picture_bytes(size=(960, 720)))
    draw_picture(picture=picture)
    html = tag("lead", Picture.objects.get())
    assert 'width="960" height="720" alt="Waves over a pier" fetchpriority="high">' in html
    assert 'loading="lazy"' in tag("text", Picture.objects.get())
    assert "1600" not in html  # a picture is not blown up


def test_a_page_with_a_picture_not_drawn_yet_is_right_and_comes_anew(client: Client) -> None:
    picture = keep()
    story = make_story(lead_picture=picture)
    answer = client.get(story.url)
    page = answer.content.decode()
    assert page.count("<picture>") == 1
    assert page.count("srcset") == 0
    assert f"picture:{picture.pk}" in answer["Edge-Tags"].split()

    Purge.objects.all().delete()
    draw_sizes(story=story)
    assert "srcset" in client.get(story.url).content.decode()
    if connection.vendor == "sqlite":
        assert Purge.objects.get().tags == f"picture:{picture.pk}"
        draw_sizes(story=story)
        assert Purge.objects.count() == 1  # nothing new, nothing purged


def test_a_story_costs_no_more_queries_with_pictures_in_its_text(client: Client) -> None:
    def body(number: int) -> list[tuple[str, object]]:
        return [("picture", {"picture": keep(), "caption": "", "credit": "", "alternative": ""}) for _ in range(number)]

    stories = [make_story(f"With {number}", body=body(number), lead_picture=keep()) for number in (1, 4)]
    counts = []
    draw_picture(picture=Picture.objects.latest("pk"))
    Picture.objects.update(drawn=Picture.objects.latest("pk").drawn)
    for story in stories:
        client.get(story.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(story.url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_readers_are_told_where_ai_had_a_part(client: Client) -> None:
    story = make_story(
        lead_picture=keep(), body=[("picture", {"picture": keep(), "caption": "", "credit": "", "alternative": ""})]
    )
    assert client.get(story.url).content.decode().count("Made with AI") == 2
    assert "Made with AI" in client.get("/").content.decode()
    Picture.objects.update(digital_source_type="compositeWithTrainedAlgorithmicMedia")
    assert client.get(story.url).content.decode().count("Contains AI-made parts") == 2
    Picture.objects.update(digital_source_type="digitalCapture")
    assert "ai-label" not in client.get(story.url).content.decode()


def test_the_worker_is_told_of_every_upload_and_change() -> None:
    picture = keep()
    picture.save(update_fields=["file_size"])
    assert DBTaskResult.objects.filter(task_path=draw_sizes_of_picture.module_path).count() == 1
    picture.save()
    waiting = DBTaskResult.objects.filter(task_path=draw_sizes_of_picture.module_path)
    assert [task.priority for task in waiting] == [AFTER_ALL_ELSE, AFTER_ALL_ELSE]
    draw_sizes_of_picture.func(picture_id=picture.pk)
    draw_sizes_of_picture.func(picture_id=picture.pk + 1)
    assert Picture.objects.get().drawn


def test_a_file_that_is_gone_leaves_the_page_right() -> None:
    picture = keep()
    default_storage.delete(picture.file.name)
    assert tag("lead", Picture.objects.get(), request=RequestFactory().get("/")) == ""


# Drawing again


def test_a_corrected_credit_reaches_every_file(django_capture_on_commit_callbacks: Any) -> None:
    picture = keep()
    picture.get_rendition("max-165x165")
    draw_picture(picture=picture)
    before = {one.file.name for one in picture.renditions.all()}
    picture.credit = "Westwire / Ruth Sallis"
    picture.save()
    with django_capture_on_commit_callbacks(execute=True):
        draw_picture(picture=Picture.objects.get())

    after = {one.file.name for one in picture.renditions.all()}
    assert len(after) == len(before)
    assert not after & before
    for name in before:
        assert not default_storage.exists(name)
    for name in after:
        with default_storage.open(name) as file:
            assert read_particulars(file).credit == "Westwire / Ruth Sallis"
    assert {file for file, _width, _height in Picture.objects.get().drawn.values()} < after


def test_a_moved_focal_point_draws_other_crops() -> None:
    picture = keep(picture_bytes(size=(900, 600)))
    draw_picture(picture=picture)
    old = Picture.objects.get().drawn
    picture.focal_point_x, picture.focal_point_y = 100, 100
    picture.focal_point_width = picture.focal_point_height = 60
    picture.save()
    draw_picture(picture=Picture.objects.get())
    new = Picture.objects.get().drawn
    assert new["fill-240x160|format-webp"] != old["fill-240x160|format-webp"]
    assert new["width-480|format-webp"] == old["width-480|format-webp"]


def test_deleted_renditions_are_not_pointed_to() -> None:
    picture = keep()
    draw_picture(picture=picture)
    for rendition in picture.renditions.all():
        rendition.delete()
    assert Picture.objects.get().drawn == {}
